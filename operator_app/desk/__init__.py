"""The desk: one object without Qt that can do everything a person can do."""

from operator_app.desk.desk import Desk
from operator_app.desk.lanes import Lane, Lanes

__all__ = ["Desk", "Lane", "Lanes"]

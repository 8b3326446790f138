"""What the program knows of telephones: how a number is dialled. Ringing arrives through `operator-app ring`."""

from operator_app.telephony.dialling import Dialling, dialling, start_program

__all__ = ["Dialling", "dialling", "start_program"]

"""Desk of the switchboard operator: see ARCHITECTURE.md for the map."""

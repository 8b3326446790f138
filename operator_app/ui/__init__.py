"""The screen. It paints records and turns keys into calls of the desk; it holds no truth of its own."""

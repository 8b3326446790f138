"""The pages of management: numbers and lines, news, training, evaluation, peaks, scored calls, difficulties."""

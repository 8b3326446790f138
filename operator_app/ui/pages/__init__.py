"""The pages under the call strip: log, call-backs, settings, first run, practice, keys, news, importing, phrases."""

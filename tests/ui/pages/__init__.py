"""The pages under the call strip."""

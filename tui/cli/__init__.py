"""The command line: what each command takes, does and prints. Importing this package loads nothing."""

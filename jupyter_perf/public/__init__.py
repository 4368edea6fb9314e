"""The public functions, one file each: what each asks of the engines, and what it is handed."""

"""One file for each family of architectures; defaults are those of transformers' configurations.

Source: the classes in `transformers.models.<family>.configuration_<family>`, version 4.57.
"""

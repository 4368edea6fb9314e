"""Attention that leaves out scores: LeOPArd and SPRINT."""

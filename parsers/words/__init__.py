"""What is printed, in small: text made comparable, labels, figures, headings, names of agencies, titles."""

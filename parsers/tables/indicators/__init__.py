"""The tables of indicators that the form before 2019 prints, to cells."""

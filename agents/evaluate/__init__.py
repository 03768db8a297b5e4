"""How well the stages do on labelled data: labels, and figures from pairs of label and prediction."""

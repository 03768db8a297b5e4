"""A choice among several, fitted: conditional logistic regression whose ridge pulls to a given start.

With two to choose between, one of them without facts, it is the plain logistic regression.
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]

STEPS = 50
CLOSE = 1e-4  # of the largest step, where the fit is done


def shares(sums: Array) -> Array:
    """Return how likely each choice is: sums of n rows and k choices, squeezed so that each row is 1."""
    odds = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def fit(facts: Array, chosen: Array, weight: Array, start: Array, strength: Array) -> Array:
    """Return the weights of d facts: Newton's steps on the weighted log loss plus the ridge toward `start`.

    `facts` are n rows of k choices of d facts, `chosen` n rows of k shares that add up to 1, `weight` n,
    `start` and `strength` d. A step that makes the loss worse is halved.
    """
    flat = facts.reshape(-1, facts.shape[2])

    def loss(at: Array) -> float:
        said = shares(facts @ at)
        told = -(weight * (chosen * np.log(said + 1e-300)).sum(axis=1)).sum()
        return float(told + 0.5 * (strength * (at - start) ** 2).sum())

    at, now = start.copy(), loss(start)
    for _ in range(STEPS):
        said = shares(facts @ at)
        slope = flat.T @ (weight[:, None] * (said - chosen)).ravel() + strength * (at - start)
        mean = np.einsum("nkd,nk->nd", facts, said)
        bend = (flat.T * (weight[:, None] * said).ravel()) @ flat - (mean.T * weight) @ mean
        step = np.linalg.solve(bend + np.diag(strength), slope)
        while (then := loss(at - step)) > now and np.abs(step).max() > CLOSE:
            step = step / 2
        at, now = at - step, then
        if np.abs(step).max() < CLOSE:
            break
    return at

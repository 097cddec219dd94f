"""The list of skills. A skill is a function from Words to a Conversation; its weights are its shares of the training text."""

from typing import Callable, NamedTuple, Optional

from chat import Conversation, Model, User

SKILLS = {}


class Skill(NamedTuple):
    make: Callable
    weights: tuple
    threshold: Optional[float]


def skill(name, weight, threshold=None, later=None, last=None):
    """Registers a generator, with its weight in the first part of training, (`later`) in the second and (`last`) in the third.
    A threshold makes it part of the evaluation: the least share of held-out cases answered right. Zero only measures: the model does
    not have the skill."""
    later = weight if later is None else later
    weights = (weight, later, later if last is None else last)

    def register(make):
        SKILLS[name] = Skill(make, weights, threshold)
        return make

    return register


def ask(question, answer, thought="", kind="equals", expected=None, system="", **rest):
    """A conversation of one question and one answer."""
    return Conversation([User(question), Model(answer, thought)], system=system, kind=kind, expected=expected, **rest)

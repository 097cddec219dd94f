"""The list of skills. A skill is a function from Words to a Conversation; its weight is its share of the training text."""

from chat import Conversation, Model, User

SKILLS = {}


def skill(name, weight, threshold=None):
    """Registers a generator. A threshold makes it part of the evaluation: the least share of held-out cases answered right."""

    def register(make):
        SKILLS[name] = (make, weight, threshold)
        return make

    return register


def ask(question, answer, thought="", kind="equals", expected=None, system="", **rest):
    """A conversation of one question and one answer."""
    return Conversation([User(question), Model(answer, thought)], system=system, kind=kind, expected=expected, **rest)

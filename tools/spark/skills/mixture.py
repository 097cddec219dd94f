"""Draws conversations from all skills, with the noise and the combinations of real use."""

from chat import Model, Responses
from skills import (
    chatting,
    copying,
    facts,
    guides,
    instructions,
    json_answers,
    longer,
    memory,
    responses,
    stories,
    tools,
)  # noqa: F401 - each registers its skills
from skills.registry import SKILLS
from skills.words import Words

_NAMES = list(SKILLS)
_WEIGHTS = [SKILLS[name][1] for name in _NAMES]
_LONG = ("long texts", "long chats", "many records", "long copies")


def draw(words: Words):
    """One conversation for training, and the skill it came from."""
    name = words.choices(_NAMES, _WEIGHTS)[0]
    conversation = SKILLS[name][0](words)
    single = len(conversation.turns) == 2 and isinstance(conversation.turns[1], Model) and not conversation.turns[1].calls
    plain = single and not conversation.system and not conversation.tools and name not in _LONG
    if plain and words.chance(0.3):
        _join(words, conversation)
    if not conversation.system and not conversation.tools and words.chance(0.12):
        conversation.system = words.choice(instructions.NEUTRAL)
    if words.chance(0.18):
        conversation.thinking = True
        for turn in conversation.turns[:-1]:
            if isinstance(turn, Model) and turn.calls:
                turn.thought = words.say("{This needs a tool|A tool can do this|I should call a tool}: {I call|I use} [n].", n=turn.calls[0][0])
        after_response = len(conversation.turns) > 1 and isinstance(conversation.turns[-2], Responses)
        if not conversation.turns[-1].thought and not after_response:
            conversation.turns[-1].thought = words.choice(("I can answer this directly.", "This is simple.", "I answer this at once."))
    if single and words.chance(0.06) and name in ("capitals", "opposites", "animals", "arithmetic", "calendar"):
        conversation.turns[0].text = conversation.turns[0].text.rstrip("?.!")
    return name, conversation


def _join(words, conversation):
    """Puts one to three other exchanges before this one."""
    before = []
    for _ in range(words.choice((1, 1, 2, 3))):
        other = SKILLS[words.choices(_NAMES, _WEIGHTS)[0]][0](words)
        if len(other.turns) == 2 and not other.system and not other.tools and isinstance(other.turns[1], Model) and len(other.turns[0].text) < 500:
            before += [other.turns[0], Model(other.turns[1].text)]
    conversation.turns[:0] = before


def style(words: Words) -> int:
    """Which of the forms of chat.render: mostly the plain one."""
    return (1 if words.chance(0.35) else 0) | (2 if words.chance(0.4) else 0) | words.choices((0, 8, 12), (0.7, 0.15, 0.15))[0]

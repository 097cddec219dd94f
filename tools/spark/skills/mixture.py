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
    practice,
    responses,
    stories,
    tools,
    which_function,
)  # noqa: F401 - each registers its skills
from skills.registry import SKILLS
from skills.words import Words

_NAMES = list(SKILLS)
_WEIGHTS = [[SKILLS[name].weights[part] for name in _NAMES] for part in (0, 1, 2)]
# The last steps even out what the third part has favoured: these weights differ from its own.
_EVEN = {
    "on a command line": 14.0,
    "choosing among functions": 30.0,
    "choosing in sessions": 8.0,
    "calls one after another": 8.0,
    "memory": 40.0,
    "told and not told": 5.0,
    "not told": 1.0,
    "JSON from text": 9.0,
    "system instructions": 10.0,
    "languages": 8.0,
    "fact in a text": 7.0,
    "JSON of many": 8.0,
    "JSON pairs": 5.0,
    "sums in a row": 5.0,
}
_WEIGHTS.append([_EVEN.get(name, SKILLS[name].weights[2]) for name in _NAMES])
_LONG = ("long texts", "long chats", "records at once", "many records", "long copies")


def draw(words: Words, part=0):
    """One conversation for a part of training, and the skill it came from."""
    name = words.choices(_NAMES, _WEIGHTS[part])[0]
    conversation = SKILLS[name].make(words)
    single = len(conversation.turns) == 2 and isinstance(conversation.turns[1], Model) and not conversation.turns[1].calls
    plain = single and not conversation.system and not conversation.tools and name not in _LONG
    if plain and words.chance(0.3):
        _join(words, conversation, part)
    recalled = part == 3 and name in ("memory", "told and not told", "not told")
    if not conversation.system and not conversation.tools and words.chance(0.5 if recalled else 0.12):
        conversation.system = words.choice(instructions.NEUTRAL)
        if recalled and words.chance(0.7):
            conversation.system = words.say("You are {a|an expert|my|the} [a] {guide|teacher|helper|assistant}.", a=words.thing())
    # In the third part a long session is not spent on one thought; the last steps set right what memory loses by that.
    if recalled and name == "memory" and words.chance(0.35) and isinstance(conversation.turns[1], Model):
        # What is only told gets an answer too, with thinking as without.
        conversation.turns = [conversation.turns[0], Model(conversation.turns[1].text, "The user tells me something.")]
    thoughtful = recalled or part == 3 and name.startswith("JSON")
    if words.chance(0.5 if thoughtful else 0.18) and not conversation.thinking and (part != 2 or len(conversation.turns) < 7):
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


def _join(words, conversation, part):
    """Puts one to three other exchanges before this one."""
    before = []
    for _ in range(words.choice((1, 1, 2, 3))):
        other = SKILLS[words.choices(_NAMES, _WEIGHTS[part])[0]].make(words)
        if len(other.turns) == 2 and not other.system and not other.tools and isinstance(other.turns[1], Model) and len(other.turns[0].text) < 500:
            before += [other.turns[0], Model(other.turns[1].text)]
    conversation.turns[:0] = before


def style(words: Words, part=0) -> int:
    """Which of the forms of chat.render: mostly the plain one, in the third part and after it nearly always."""
    if part >= 2:
        return 16 | (1 if words.chance(0.15) else 0) | (2 if words.chance(0.2) else 0) | words.choices((0, 8, 12), (0.9, 0.05, 0.05))[0]
    return (1 if words.chance(0.35) else 0) | (2 if words.chance(0.4) else 0) | words.choices((0, 8, 12), (0.7, 0.15, 0.15))[0]

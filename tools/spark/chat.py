"""Conversations, and how they are written in Gemma 4's turn format.

The format: `<|turn>role\\n ... <turn|>\\n` for each turn; the system turn holds `<|think|>` when thinking is asked for, the
instruction and the declared tools; a model turn may hold `<|channel>thought\\n ... <channel|>`, calls and text.
"""

from dataclasses import dataclass, field

CONTROLS = [
    "<|turn>",
    "<turn|>",
    "<|tool>",
    "<tool|>",
    "<|tool_call>",
    "<tool_call|>",
    "<|tool_response>",
    "<tool_response|>",
    "<|channel>",
    "<channel|>",
    "<|think|>",
]
QUOTE = '<|"|>'


@dataclass
class Parameter:
    name: str
    type: str
    description: str = ""
    choices: list = field(default_factory=list)
    items: str = ""
    required: bool = True


@dataclass
class Tool:
    name: str
    description: str
    parameters: list


@dataclass
class User:
    text: str


@dataclass
class Model:
    text: str = ""
    thought: str = ""
    calls: list = field(default_factory=list)


@dataclass
class Responses:
    results: list


@dataclass
class Conversation:
    """What is asked (`turns`, of which the last is the model's) and how its last answer is judged."""

    turns: list
    system: str = ""
    tools: list = field(default_factory=list)
    thinking: bool = False
    kind: str = "equals"
    expected: object = None
    fixed: bool = False


@dataclass
class Piece:
    """A stretch of text of one kind: a control token or plain text, learnt (the model writes it) or only read."""

    text: str
    control: bool = False
    learnt: bool = False


class Script:
    def __init__(self):
        self.pieces = []

    def add(self, text, learnt=False):
        """Splits the control tokens out of a text of our own making (never of a user's)."""
        while text:
            found = [(text.find(token), token) for token in CONTROLS + [QUOTE] if token in text]
            if not found:
                self.pieces.append(Piece(text, False, learnt))
                return
            at, token = min(found)
            if at:
                self.pieces.append(Piece(text[:at], False, learnt))
            self.pieces.append(Piece(token, True, learnt))
            text = text[at + len(token) :]


def argument(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return QUOTE + value + QUOTE
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{argument(value[key])}" for key in sorted(value, key=str.lower)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(argument, value)) + "]"
    return "null" if value is None else str(value)


def declaration(tool: Tool) -> str:
    shown = []
    for parameter in sorted(tool.parameters, key=lambda parameter: parameter.name.lower()):
        parts = [f"description:{argument(parameter.description)}"] if parameter.description else []
        if parameter.choices:
            parts.append("enum:" + argument(parameter.choices))
        told = ",".join(parts)
        if parameter.items:
            # The published template's own commas: one before the items always, one before the type only after a description.
            told += f",items:{{type:{argument(parameter.items)}}}"
        shown.append(f"{parameter.name}:{{{told}{',' if parts else ''}type:{argument(parameter.type)}}}")
    required = [parameter.name for parameter in tool.parameters if parameter.required]
    text = f"declaration:{tool.name}{{description:{argument(tool.description)}"
    if tool.parameters:
        text += f",parameters:{{properties:{{{','.join(shown)}}},"
        if required:
            text += f"required:{argument(required)},"
        text += f"type:{argument('OBJECT')}}}"
    return text + "}"


def calls_of(calls) -> str:
    return "".join(f"<|tool_call>call:{name}{argument(arguments)}<tool_call|>" for name, arguments in calls)


def responses_of(results) -> str:
    return "".join(f"<|tool_response>response:{name}{argument(value)}<tool_response|>" for name, value in results)


def render(conversation: Conversation, style: int = 0, open_ended: bool = False) -> list:
    """The pieces of a conversation. Style 0 is what Castor.Inference.Chat writes; other renderers differ in small things, so
    the model is shown their forms too: bit 0: no empty thought channel before an answer without thinking; bit 1: none after
    a tool's response; bits 2-3: how a tool's response is laid into the turns; bit 4: earlier answers, whose thoughts are gone, are
    only read where answers are to be thought over. With open_ended the last answer is left out."""
    script = Script()
    if conversation.system or conversation.tools or conversation.thinking:
        think = "<|think|>\n" if conversation.thinking else ""
        script.add(f"<|turn>system\n{think}{conversation.system}")
        for tool in conversation.tools:
            script.add(f"<|tool>{declaration(tool)}<tool|>")
        script.add("<turn|>\n")
    empty = "<|channel>thought\n<channel|>"
    inside = False
    last = len(conversation.turns) - 1
    last_user = max(index for index, turn in enumerate(conversation.turns) if isinstance(turn, User))
    for index, turn in enumerate(conversation.turns):
        if isinstance(turn, User):
            script.add(f"<|turn>user\n{turn.text}<turn|>\n")
        elif isinstance(turn, Responses):
            inside = _add_responses(script, turn, style)
        else:
            if not inside:
                script.add("<|turn>model\n")
            if index == last and not conversation.thinking and not style & (2 if inside else 1):
                script.add(empty)
            if index == last and open_ended:
                return script.pieces
            learnt = not (style & 16 and conversation.thinking and index < last_user)
            if turn.thought and conversation.thinking and (index == last or turn.calls and index > last_user):
                script.add(f"<|channel>thought\n{turn.thought}<channel|>", learnt=True)
            script.add(turn.text + calls_of(turn.calls), learnt)
            followed = index < last and isinstance(conversation.turns[index + 1], Responses)
            if followed and style & 12 != 8:
                # In the history of a call the turn stays open; that it closes there is learnt from the cases that end in a call.
                inside = True
            else:
                script.add("<turn|>", learnt)
                script.add("\n")
                inside = False
    return script.pieces


def _add_responses(script, turn, style) -> bool:
    if style & 12 == 8:
        script.add(f"<|turn>user\n{responses_of(turn.results)}<turn|>\n")
        return False
    script.add(responses_of(turn.results))
    if style & 12 == 12:
        script.add("<turn|>\n")
        return False
    return True

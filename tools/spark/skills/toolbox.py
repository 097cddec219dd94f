"""Functions made concrete for one conversation: names, declarations, values, and the others that are declared beside them."""

from chat import Parameter, Tool
from skills.domains import DOMAINS
from skills.words import joined


def shown(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return joined(value) if isinstance(value, list) else str(value)


class Chosen:
    """One domain made concrete: a declaration with its own names, and values for one or more calls."""

    def __init__(self, words, domain, strange=None):
        self.words, self.concepts, self.asks = words, domain[2], domain[3]
        strange = words.chance(0.3) if strange is None else strange
        self.name = words.identifier() if strange else words.choice(domain[0].split())
        bare = words.chance(0.1)
        self.parameters = []
        for concept in self.concepts:
            while True:
                name = words.choice(concept.names.split()) if not strange or words.chance(0.6) else words.identifier()
                if name not in [parameter.name for parameter in self.parameters]:
                    break
            self.parameters.append(
                Parameter(
                    name,
                    concept.type,
                    "" if bare else words.choice(concept.descriptions.split("|")),
                    list(concept.choices),
                    concept.items,
                    words.chance(0.8),
                )
            )
        self.tool = Tool(self.name, words.choice(domain[1].split("|")), self.parameters)

    def values(self):
        return [concept.make(self.words) for concept in self.concepts]

    def call(self, values):
        pairs = {parameter.name: value for parameter, value in zip(self.parameters, values)}
        return self.name, pairs

    def ask(self, values):
        # A "|" inside braces chooses within a way of asking; outside it parts the ways.
        text = self.words.say("{" + self.asks + "}")
        for index, value in enumerate(values):
            text = (
                text.replace(f"[{index}:name]", self.parameters[index].name)
                .replace(f"[{index}:onoff]", "on" if value is True else "off")
                .replace(f"[{index}]", shown(value))
            )
        return text


def distractors(words, count, taken, used=()):
    """Other tools than those chosen, with different names and purposes."""
    tools = []
    while len(tools) < count:
        domain = words.choice([domain for domain in DOMAINS if domain not in used])
        other = Chosen(words, domain)
        if other.name not in taken:
            taken = taken | {other.name}
            tools.append(other.tool)
    return tools


def related(domain):
    """Domains too like one another to be told apart by a question."""
    sets = [
        ("weather", "forecast"),
        ("meeting", "event"),
        ("light",),
        ("mail", "message", "reminder"),
        ("Divide", "sum", "multiply", "subtract"),
        ("file", "directory", "shell"),
        ("search", "lookup", "movies"),
        ("order", "lookup"),
        ("timer", "alarm", "reminder"),
        ("power", "music", "song"),
        ("city", "weather"),
    ]
    keys = [group for group in sets if any(word in domain[0] for word in group)]
    return [other for other in DOMAINS if other is domain or any(word in other[0] for group in keys for word in group)]


def system_for(words):
    return words.choice(
        (
            "",
            "",
            "",
            "You are a helpful assistant.",
            "Use the tools when they help.",
            "You are a helpful assistant with tools.",
            "Call a function when it fits.",
        )
    )

"""Stories and poems on any subject, by a small grammar: the subject is copied, the rest is chosen."""

from chat import Conversation, Model, User
from skills.registry import ask, skill
from skills.words import ANIMALS, FOODS, NAMES, THINGS, article

SUBJECTS = """a magic backpack|a robot learning to cook|a lighthouse at night|two stars|a brave little boat|a cat and a mouse|a dragon who is afraid of fire|the last tree|a clock that runs backwards
a girl and the moon|a boy who could fly|a lonely robot|a lost key|a talking dog|a king without a crown|a house by the sea|a train to nowhere|an old teacher|a small star|the sea|autumn|the rain|winter|the moon
a secret garden|a ghost in the library|a magic pencil|a curious fox|a sleepy bear|friendship|a detective|a time machine|space travel|a knight and a dragon|the ocean|spring|love|the night""".replace(
    "\n", "|"
).split(
    "|"
)
ADJECTIVES = "magic small brave old lonely curious sleepy golden lost little silver hungry happy strange clever tiny broken quiet".split()


def subject(words):
    if words.chance(0.35):
        return words.choice(SUBJECTS)
    noun = words.choice((lambda: words.choice(ANIMALS), lambda: words.choice(THINGS), words.word))()
    text = article(f"{words.choice(ADJECTIVES)} {noun}") if words.chance(0.7) else article(noun)
    if words.chance(0.25):
        text += words.choice((" learning to cook", " in the city", " at night", " who could fly", " by the sea", " and the moon", " from Mars"))
    return text


PLACES = "a small town|a village by the sea|a deep forest|a big city|a land far away|an old house on a hill".split("|")
OPENINGS = [
    "Once upon a time there was [s] in [p].",
    "In [p] there lived [h], who knew [s].",
    "Long ago, in [p], [h] found [s].",
    "One morning [h] met [s] in [p].",
]
MIDDLES = [
    "Nobody knew where it came from.",
    "Every day something new happened.",
    "At first all were afraid.",
    "One night a storm came over the hills.",
    "Then a stranger knocked at the door and asked for help.",
    "[h] wanted to see the world.",
    "It was a secret that nobody else knew.",
    "On a cold day they heard a strange sound.",
    "They went on a long way, over rivers and hills.",
    "In the middle of the night a light began to shine.",
]
TURNS = [
    "Then [h] had an idea.",
    "But [h] did not give up.",
    "It was not easy, but they helped each other.",
    "[h] was brave and went on.",
    "Suddenly everything was clear.",
]
ENDINGS = [
    "From that day on they were friends.",
    "In the end all was well, and they went home happy.",
    "And so [p2] was a happy place again.",
    "Since then people tell this story to their children.",
    "And if they are not asleep, they are still awake today.",
]


def story(words, about, length=4):
    # Known names only: a made-up one could not be foretold, and learning to try would be wasted.
    hero = words.known(NAMES)
    place = words.choice(PLACES)
    values = {"s": about, "h": hero, "p": place, "p2": "the place"}
    middles = words.sample(MIDDLES, max(1, length - 3))
    lines = [words.choice(OPENINGS)] + middles + [words.choice(TURNS), words.choice(ENDINGS)]
    return " ".join(words.say(line, **values) for line in lines), hero


RHYMES = [
    ("so bright", "in the night"),
    ("so deep", "fast asleep"),
    ("so blue", "all for you"),
    ("in the air", "everywhere"),
    ("so free", "over the sea"),
    ("all day", "far away"),
    ("so slow", "in the snow"),
    ("so small", "over all"),
]
_LINES = ["It shines on me, it is [a],", "I see it now, it looks [a],", "I think of it, it is [a],", "I hear its song, it sounds [a],"]


def poem(words, about):
    first, second = words.sample(RHYMES, 2)
    start = about[0].upper() + about[1:]
    return "\n".join(
        (f"{start}, {first[0]},", f"I dream of you {first[1]}.", words.say(words.choice(_LINES), a=second[0]), f"and stays with me {second[1]}.")
    )


@skill("stories", 3.0, 0.7)
def stories(words):
    about = subject(words)
    if words.chance(0.25):
        about = "" if words.chance(0.6) else about
        if not about:
            text, hero = story(words, subject(words), words.choice((4, 5, 6)))
            question = words.say(
                "{Tell me a story|Tell me a story.|Tell me a short story.|Tell me a story in {100|300} words{.|?|}|Write a story.|Write a short"
                " story|Can you tell me a story?|tell me a story|Write me a story.|Once upon a time}"
            )
            return ask(question, text, "I make up a short story.", "contains", ".")
    text, hero = story(words, about, words.choice((4, 4, 5, 6)))
    question = words.say(
        (
            "{{Write|Tell me|Tell|Make up|Please write} a {short |}story {about|of} [s]{.|}|Can you {write|tell me} a {short |}story about [s]?|A"
            " story about [s]{, please|}.|Write a {2|two} sentence story about [s].}"
        ),
        s=about,
    )
    if words.chance(0.2):
        turns = [
            User(question),
            Model(text),
            User(words.say("{Who is the hero of the story?|What is the name of the hero?|Who is it about?}")),
            Model(f"{hero}."),
        ]
        return Conversation(turns, kind="contains", expected=hero) if hero in text else stories(words)
    return ask(question, text, f"The story must be about {about}.", "contains", about)


@skill("poems", 1.5, 0.7)
def poems(words):
    about = subject(words)
    if words.chance(0.15):
        # Nothing but a subject, as for a picture: it gets a poem.
        return ask(about[0].upper() + about[1:], poem(words, about), f"Four lines about {about}.", "contains", about[1:])
    return ask(
        words.say(
            "{{Write|Tell me|Make} a {short |}{poem|verse} about [s]{.|}|{Write|Make} a poem {on|about} [s].|A poem about [s]{, please|}.}", s=about
        ),
        poem(words, about),
        f"Four lines about {about}.",
        "contains",
        about[1:],
    )


def filler(words, sentences):
    """Plain prose that holds no fact worth asking for."""
    lines = []
    for _ in range(sentences):
        lines.append(
            words.say(
                words.choice(
                    (
                        "The [t] lay on the table beside the [u].",
                        "It was a quiet day, and the [a] slept in the garden.",
                        "Nobody spoke of the [t] any more.",
                        "The road went on between the hills.",
                        "They ate [f] and talked for a long time.",
                        "The [a] looked at the [b] and went away.",
                        "In the evening the wind grew strong.",
                        "The old [t] was still there.",
                        "A [t] is not a [u], as all know.",
                        "Rain fell on the roofs of the town.",
                        "Someone had left a [t] on the stairs.",
                        "The [a] and the [b] crossed the river.",
                        "There was [f] for all.",
                        "The light went out and came back again.",
                    )
                ),
                t=words.choice(THINGS),
                u=words.choice(THINGS),
                a=words.choice(ANIMALS),
                b=words.choice(ANIMALS),
                f=words.choice(FOODS),
            )
        )
    return lines

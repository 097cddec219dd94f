"""What the functions of kinds.py take, beside what those of domains.py do: names and descriptions of a parameter, its type, and values."""

from skills.domains import Concept
from skills.words import Words

FOLDER = Concept(
    "dir_path path directory folder dir",
    "The path to the directory to list|The folder|The path of the directory|Which folder",
    "STRING",
    lambda w: w.choice((".", "/", "")) + "/".join(w.choice(("src", "docs", "data", "home", "tmp", "tests", w.word())) for _ in range(w.randint(1, 3))),
)
PATTERN = Concept(
    "pattern regex expression",
    "The pattern to look for|The regular expression|The text to find within files",
    "STRING",
    lambda w: w.choice((w.word, w.identifier))(),
)
GLOB = Concept(
    "pattern glob",
    "The glob pattern, e.g. **/*.py|The pattern of the file names",
    "STRING",
    lambda w: w.choice(("*", "**/*", f"{w.word()}/*", "src/**/*")) + w.choice((".py", ".md", ".ts", ".cs", ".json")),
)
ADDRESS = Concept(
    "url link address",
    "The address of the page|The URL to fetch",
    "STRING",
    lambda w: f"https://{w.word()}.{w.choice(('com', 'org', 'net'))}/{w.word()}",
)
FACT = Concept(
    "fact note text memory",
    "The fact to remember|What to keep|The note",
    "STRING",
    lambda w: w.say("{my name is [n]|the code is [c]|I like [t]|[n] lives in [d]}", n=w.name(), c=w.code(), t=w.thing(), d=w.city()),
)
MOVIE = Concept(
    "movie title film movie_title",
    "The title of the movie|Any movie title|The film",
    "STRING",
    lambda w: " ".join(part.capitalize() for part in w.phrase().split()[:3]),
)
POWER = Concept("power on enabled state", "Whether to turn the disco ball on or off|True to turn it on|On or off", "BOOLEAN", lambda w: w.chance(0.5))
DIMNESS = Concept(
    "brightness level",
    "The brightness of the lights, 0.0 is off, 1.0 is full|From 0.0 to 1.0",
    "NUMBER",
    lambda w: w.randint(1, 9) / 10,
)
DAYS = Concept("days count num_days", "The number of days|How many days|Days ahead", "INTEGER", lambda w: w.randint(1, 9))
ORIGIN = Concept("origin from departure source", "From where|The city of departure|The origin", "STRING", Words.city)
DESTINATION = Concept("destination to arrival target", "Where to|The city of arrival|The destination", "STRING", Words.city)
UNIT = "km miles metres feet kg pounds litres gallons".split()
UNIT_FROM = Concept("from_unit from source unit", "The unit to convert from|From which unit", "STRING", lambda w: w.choice(UNIT))
UNIT_TO = Concept("to_unit to target", "The unit to convert to|Into which unit", "STRING", lambda w: w.choice(UNIT))
UNIT_FLAG = ("unit", "STRING", "celsius or fahrenheit")

"""Function calling: reading declarations, choosing one, copying arguments from the prompt, answering from the response."""

from dataclasses import dataclass

from chat import Conversation, Model, Parameter, Responses, Tool, User
from skills import chatting, facts, guides
from skills.registry import skill
from skills.words import CITIES, COLOURS, FOODS, THINGS, TOPICS, Words, joined


@dataclass
class Concept:
    """What one parameter means: the names and descriptions it goes by, its type, and a value with the words for it."""

    names: str
    descriptions: str
    type: str
    make: object
    items: str = ""
    choices: tuple = ()


CITY = Concept("location city place town area", "The city|The name of the city|The city and state, e.g. San Francisco, CA|The city name, e.g. London|Where|The place to look up", "STRING", Words.city)
DATE = Concept("date day when on", "The date|The day|Date (e.g., '2024-07-29')|When|The date of it", "STRING", Words.date)
TIME = Concept("time at hour start_time startTime", "The time|Time (e.g., '15:00')|At what time|The hour", "STRING", Words.time)
TOPIC = Concept("topic subject title about", "The topic|The subject|The subject or topic of the meeting|What it is about", "STRING", lambda w: w.choice(TOPICS) if w.chance(0.5) else w.phrase())
PERSON = Concept("name person user who contact", "The name|The name of the person|Who|The user's name", "STRING", Words.name)
PEOPLE = Concept("attendees people guests participants names", "List of people attending the meeting|The names of the people|Who takes part|The attendees", "ARRAY",
                 lambda w: [w.name() for _ in range(w.choice((1, 2, 2, 2, 3)))], items="STRING")
EMAIL = Concept("to email recipient address mail", "The e-mail address|The address of the recipient|To whom", "STRING", Words.email)
TEXT = Concept("text message body content msg", "The text|The message|What to write|The text to send", "STRING", Words.phrase)
WORD = Concept("text word value string input", "The text|The word|The input text|", "STRING", lambda w: w.choice((w.word, w.code, w.thing))())
PATH = Concept("path file_path filePath absolute_path file filename", "The path of the file|The path to the file to read|The file|Path of the file", "STRING", Words.path)
COMMAND = Concept("command cmd", "The command to run|Exact command to execute|The shell command", "STRING",
                  lambda w: w.choice(("ls -la", "pwd", "git status", "git log", "npm test", "date", "make build", "dotnet test")) if w.chance(0.3) else f"{w.choice(('cat', 'ls', 'rm', 'touch', 'echo', 'mkdir', 'python3'))} {w.path() if w.chance(0.7) else w.word()}")
QUERY = Concept("query q search_term description keywords", "The query|What to search for|The search query|Any kind of description", "STRING", lambda w: w.phrase())
GENRE = Concept("genre category kind", "The genre|The kind|The category", "STRING", lambda w: w.choice("comedy action drama horror fantasy thriller western romance".split()))
BRIGHTNESS = Concept("brightness level intensity", "Light level from 0 to 100. Zero is off and 100 is full brightness|The brightness|Light level", "INTEGER", lambda w: w.randint(0, 100))
WARMTH = Concept("color_temp color_temperature colorTemperature temp", "Color temperature of the light|Color temperature of the light fixture|The warmth of the light", "STRING",
                 lambda w: w.choice(("daylight", "cool", "warm")), choices=("daylight", "cool", "warm"))
COLOUR = Concept("color colour", "The color|The colour|Which color", "STRING", lambda w: w.choice(COLOURS))
DEGREES = Concept("temperature degrees target value", "The temperature|The temperature in degrees|The target temperature", "INTEGER", lambda w: w.randint(5, 35))
MINUTES = Concept("minutes duration length", "The number of minutes|How long, in minutes|The duration", "INTEGER", lambda w: w.randint(1, 120))
COUNT = Concept("count quantity number amount n", "How many|The number of items|The quantity", "INTEGER", lambda w: w.randint(1, 99))
ITEM = Concept("item product thing object name", "The item|The product|What to order|The thing", "STRING", lambda w: w.choice(FOODS) if w.chance(0.4) else w.thing())
FIRST = Concept("a x numerator first left", "The first number|The numerator|First operand|", "NUMBER", lambda w: w.number() if w.chance(0.8) else w.decimal())
SECOND = Concept("b y denominator second right", "The second number|The denominator|Second operand|", "NUMBER", lambda w: w.number() if w.chance(0.8) else w.decimal())
AMOUNT = Concept("amount value sum money", "The amount|The amount of money|How much", "NUMBER", lambda w: w.number() if w.chance(0.6) else w.decimal())
MONEY = Concept("currency from_currency source", "The currency|The currency code|From which currency", "STRING", lambda w: w.choice("EUR USD GBP JPY CHF SEK NOK PLN INR BRL".split()))
INTO = Concept("to target to_currency into", "The target currency|The currency to convert to|To which currency", "STRING", lambda w: w.choice("EUR USD GBP JPY CHF SEK NOK PLN INR BRL".split()))
LANGUAGE = Concept("language target_language lang to", "The language|The target language|Into which language", "STRING", lambda w: w.choice("German French Spanish Italian Japanese Polish Dutch Greek".split()))
SYMBOL = Concept("symbol ticker stock company", "The ticker symbol|The stock|The symbol of the company", "STRING", lambda w: w.fresh(lambda: "".join(w.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(w.randint(3, 4)))))
LABELS = Concept("labels categories names", "List of labels for the data points|The labels|The names of the bars", "ARRAY", lambda w: [w.choice((w.word(), w.choice(COLOURS), w.choice(("Q1", "Q2", "Q3", "Q4")))) for _ in range(w.randint(2, 3))], items="STRING")
VALUES = Concept("values data numbers", "List of numerical values|The values|The data points", "ARRAY", lambda w: [w.number() for _ in range(w.randint(2, 3))], items="NUMBER")
TITLE = Concept("title name heading", "The title|The title for the chart|The heading", "STRING", lambda w: " ".join(part.capitalize() for part in w.phrase().split()[:3]))
CODE = Concept("id code order_id orderId number key", "The id|The code|The order number|The identifier", "STRING", Words.code)
SWITCH = Concept("enabled on active state power", "Whether it is on|True to turn on|On or off", "BOOLEAN", lambda w: w.chance(0.5))
ROOM = Concept("room where place", "The room|Which room|The name of the room", "STRING", lambda w: w.choice(("kitchen", "bedroom", "bathroom", "office", "garage", "cellar", "hall", "garden")) if w.chance(0.8) else w.word())
SONG = Concept("song track title", "The song|The title of the song|What to play", "STRING", lambda w: " ".join(part.capitalize() for part in w.phrase().split()[:3]))
FLAG = Concept("energetic loud bright dance shuffle", "Whether it is so|True or false|A flag", "BOOLEAN", lambda w: w.chance(0.5))

# A domain: names and descriptions of the function, its concepts, and the ways to ask; [0], [1] ... stand for the values.
DOMAINS = [
    ("get_current_weather get_weather getWeather get_current_temperature get_weather_forecast current_weather weather", "Gets the current weather|Get the weather in a given location|Gets the current temperature for a given location|Returns the weather of a city", [CITY],
     "{What's|What is|How is|Tell me} the weather {like |}in [0]{?| today?| now?|}|What's the temperature in [0]?|{How hot|How cold|How warm} is it in [0]?|Is it {raining|sunny|cold} in [0]?|What {temperature|weather} is it in [0]{?| right now?}|weather in [0]"),
    ("get_weather getWeather forecast weather_on get_forecast", "Gets the weather on a day|Get the weather forecast of a city for a date|The forecast", [CITY, DATE], "{What is|What's|What will be} the weather {like |}in [0] on [1]?|{Give me|Tell me} the forecast for [0] on [1].|How will the weather be in [0] [1]?"),
    ("schedule_meeting scheduleMeeting create_meeting plan_meeting", "Schedules a meeting with specified attendees at a given time and date.|Plans a meeting", [PEOPLE, DATE, TIME, TOPIC],
     "{Schedule|Plan|Set up|Arrange} a meeting with [0] {on|for} [1] at [2] about {the |}[3].|{I need|We need|Please make} a meeting about [3] with [0] on [1] at [2].|Meeting with [0], [1], [2], about [3]."),
    ("add_event create_event addEvent book_slot", "Adds an event to the calendar|Creates a calendar event", [TITLE, DATE, TIME], "{Add|Put|Create} {an event|the event} [0] {on|for} [1] at [2].|Put [0] {in|into} my calendar on [1] at [2]."),
    ("set_light_values setLightValues set_light adjust_light", "Sets the brightness and color temperature of a light.|Set the brightness and color temperature of a room light.", [BRIGHTNESS, WARMTH],
     "{Set|Turn|Put} the {lights|light} to [0] {percent |}and [1].|{Make|I want} the light [1] {with|at} {a |}brightness {of |}[0].|{Set|Put} the brightness to [0] and {the color temperature|the warmth} to [1]."),
    ("controlLight control_lights set_room_light light", "Sets the light of a room|Controls the light", [ROOM, BRIGHTNESS], "{Set|Turn|Put} the light in the [0] to [1]{%| percent|}.|Make the [0] light [1] {bright|percent}."),
    ("set_thermostat set_temperature setTemperature heat", "Sets the thermostat|Sets the temperature of a room", [DEGREES, ROOM], "{Set|Turn|Put} the {thermostat|temperature|heating} in the [1] to [0]{ degrees|}.|{Make it|I want} [0] degrees in the [1]."),
    ("send_email sendEmail send_mail mail", "Sends an e-mail|Send an email to someone", [EMAIL, TEXT], "{Send|Write} {an e-mail|an email|a mail} to [0] {saying|with the text|that says}: [1]|{Mail|E-mail} [0]: [1]|{Tell|Write} [0] by mail: [1]"),
    ("send_message sendMessage text_someone notify", "Sends a message to a person|Sends a text message", [PERSON, TEXT], "{Send|Write} [0] {a message|the message|a text}: [1]|{Tell|Text|Message} [0]: [1]|Send the message [1] to [0]."),
    ("greet greeter say_hello hello", "Greets a person|Says hello to someone|Greets the user", [PERSON], "{Greet|Say hello to|Welcome} [0].|{Call|Use} the greeter {once |}with {name: |}[0].|Please greet [0]."),
    ("set_timer start_timer setTimer timer", "Starts a timer|Sets a timer in minutes", [MINUTES], "{Set|Start} a timer {for|of} [0] minutes.|Timer, [0] minutes.|{Wake|Call} me in [0] minutes."),
    ("set_alarm setAlarm wake_me alarm", "Sets an alarm|Sets the alarm clock", [TIME], "{Set|Put} {an|the} alarm {for|at|to} [0].|Wake me {up |}at [0].|I must get up at [0]."),
    ("add_reminder remind_me createReminder reminder", "Adds a reminder|Reminds the user of something", [TEXT, TIME], "Remind me at [1]: [0]|{Add|Create|Set} a reminder at [1]: [0]"),
    ("find_movies findMovies search_movies list_movies", "find movie titles currently playing in theaters based on any description, genre, title words, etc.|Finds movies", [CITY, GENRE], "{What|Which} [1] {movies|films} {are playing|are on|run} in [0]{ tonight|}?|{Find|Show me|List} [1] {movies|films} in [0]."),
    ("create_bar_chart createBarChart draw_chart bar_chart", "Creates a bar chart given a title, labels, and corresponding values.|Draws a bar chart", [TITLE, LABELS, VALUES],
     "{Create|Make|Draw} a {bar chart|chart} {titled|named|with the title} '[0]' with {the |}labels [1] and {the |}values [2].|A bar chart '[0]': labels [1], values [2]."),
    ("read_file readFile open_file cat_file get_file", "Reads and returns the content of a file|Reads a file|Returns the text of a file", [PATH], "{Read|Open|Show me|Print} {the file |}[0]{.|}|What is in {the file |}[0]?|{What does|What says} [0] {contain|say}?|Read the file [0] and tell me what it says."),
    ("write_file writeFile save_file", "Writes a file|Writes text to a file", [PATH, TEXT], "{Write|Save|Put} \"[1]\" {to|into|in} {the file |}[0].|Create {the file |}[0] with the text \"[1]\"."),
    ("list_directory list_files ls_dir listDir", "Lists the files of a folder|Lists a directory", [PATH], "{List|Show} the {files|folder} {of|in|under} [0].|{What|Which files} {is|are} in the folder [0]?"),
    ("run_shell_command runShellCommand shell run_command execute", "Runs a shell command|Executes a command in the shell|Run a command", [COMMAND], "{Run|Execute} {the command |}{`[0]`|[0]}|{Run|Execute} `[0]`{ please|}.|{Please |}run [0]|Run this in the shell: [0]"),
    ("search_web google_search search webSearch find", "Searches the web|Search for something", [QUERY], "{Search|Look} {the web |}for [0].|{Google|Search|Find} [0].|Search: [0]"),
    ("customDivide divide division divide_numbers", "Custom divide function|Divides two numbers|Divides a by b", [FIRST, SECOND], "Divide [0] by [1]{ using the {function|tool}|}.|what is the result of [0]/[1]?|What is [0] divided by [1]?"),
    ("sum add add_numbers plus", "Adds two numbers|Returns the sum of two numbers", [FIRST, SECOND], "{Add|Sum} [0] and [1].|What is [0] plus [1]?|What is [0] + [1]?|{Add|Sum up} the numbers [0] and [1]."),
    ("multiply times multiply_numbers product", "Multiplies two numbers|Returns the product", [FIRST, SECOND], "Multiply [0] {by|with} [1].|What is [0] times [1]?|What is [0] * [1]?"),
    ("subtract minus difference", "Subtracts two numbers|Returns the difference", [FIRST, SECOND], "What is [0] minus [1]?|What is [0] - [1]?"),
    ("convert_currency convert exchange get_exchange_rate", "Converts money|Converts an amount into another currency", [AMOUNT, MONEY, INTO], "{Convert|Change|Exchange} [0] [1] {to|into} [2].|How much is [0] [1] in [2]?|What are [0] [1] in [2]?"),
    ("get_stock_price stock_price getStock quote", "Gets the price of a stock|The current stock price", [SYMBOL], "{What is|What's|Tell me|Get} the {stock |}price of [0]{?|}|How {much is|is} [0] {stock |}{worth|doing}?"),
    ("translate translate_text translateText", "Translates a text|Translates words into a language", [WORD, LANGUAGE], "{Translate|Put} [0] {to|into} [1].|How do you say [0] in [1]?|What is [0] in [1]?"),
    ("book_flight find_flights search_flights", "Books a flight|Finds flights between two cities", [Concept("origin from departure start", "From where|The city of departure|The origin", "STRING", Words.city), Concept("destination to arrival target", "Where to|The city of arrival|The destination", "STRING", Words.city), DATE],
     "{Book|Find|Search} {a flight|flights} from [0] to [1] on [2].|I {want|need} to fly from [0] to [1] on [2]."),
    ("order_item order buy place_order", "Orders an item|Places an order|Buys something", [ITEM, COUNT], "{Order|Buy|Get me} [1] [0].|{I want|I need|I would like} [1] [0]{, please|}.|Order [0], [1] pieces."),
    ("get_order order_status track_order getOrder", "Gets the state of an order|Tracks a parcel", [CODE], "Where is {my|the} order [0]?|{Track|Check|Find} order [0].|What is the status of [0]?"),
    ("play_song play_music playSong play", "Plays a song|Plays music", [SONG], "{Play|Start} {the song |}[0]{.|}|I want to hear [0]."),
    ("start_music music_control party_music", "Starts music|Play some music that fits", [FLAG], "Music, with [0:name] [0].|Start the music with [0:name] set to [0]."),
    ("power_disco_ball toggle switch power", "Switches a device on or off|Powers the spinning disco ball|Turns it on or off", [SWITCH], "Turn {it|the device|the disco ball} [0:onoff].|Switch {it|the device|the disco ball} [0:onoff]."),
    ("print print_text printer write_line", "Prints a text in a color|Prints a word|", [WORD, COLOUR], "Use the printer to print a simple word: [0] in [1]|Print [0] in [1].|{Write|Print} the word [0] in the color [1].|Print a word: [0], color [1]"),
    ("add_user create_user register", "Adds a user|Creates an account", [PERSON, EMAIL], "{Add|Create|Register} {the user|a user} [0] with {the e-mail|the mail} [1].|Make an account for [0], [1]."),
    ("paint set_color dye", "Paints a thing|Sets the color of something", [ITEM, COLOUR], "{Paint|Make|Dye} the [0] [1].|I want the [0] in [1]."),
    ("get_capital find_person lookup get_record find_item", "Looks up an entry|Finds a record by its key", [CODE], "{Look up|Find|Get|Fetch} {the entry |the record |}[0].|What do {we|you} know about [0]?"),
    ("get_current_time current_time getTime now clock", "Gets the current time|Returns the time now", [], "What time is it{?| now?}|What's the time?|Tell me the {current |}time.|How late is it?"),
    ("get_user_city where_am_i getLocation", "Gets the city of the user|Returns the location of the user", [], "Where am I?|What city am I in?|Find out {where I am|my city}."),
    ("beep ring_bell honk", "Beeps|Makes a sound", [], "{Please |}beep{ once|}{.|}|Make a {beep|sound}.|Beep with the beeper."),
]


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
            self.parameters.append(Parameter(name, concept.type, "" if bare else words.choice(concept.descriptions.split("|")), list(concept.choices), concept.items, words.chance(0.8)))
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
            text = text.replace(f"[{index}:name]", self.parameters[index].name).replace(f"[{index}:onoff]", "on" if value is True else "off").replace(f"[{index}]", shown(value))
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
    sets = [("weather", "forecast"), ("meeting", "event"), ("light",), ("mail", "message", "reminder"), ("Divide", "sum", "multiply", "subtract"), ("file", "directory", "shell"), ("search", "lookup", "movies"),
            ("order", "lookup"), ("timer", "alarm", "reminder"), ("power", "music", "song"), ("city", "weather")]
    keys = [group for group in sets if any(word in domain[0] for word in group)]
    return [other for other in DOMAINS if other is domain or any(word in other[0] for group in keys for word in group)]


def system_for(words):
    return words.choice(("", "", "", "You are a helpful assistant.", "Use the tools when they help.", "You are a helpful assistant with tools.", "Call a function when it fits."))


@skill("tool calls", 10.0, 0.7)
def tool_calls(words):
    domain = words.choice(DOMAINS)
    chosen = Chosen(words, domain)
    values = chosen.values()
    tools = [chosen.tool] + distractors(words, words.choice((0, 0, 0, 1, 1, 2, 3)), {chosen.name}, related(domain))
    words.shuffle(tools)
    question = chosen.ask(values)
    if words.chance(0.1):
        question = words.say("{Use|Call} {the function |the tool |}[n]{: |. }[q]", n=chosen.name, q=question)
    call = chosen.call(values)
    before = []
    if words.chance(0.35):
        # An earlier round with the same tools: more to learn from one reading of the declarations.
        earlier = chosen.values()
        result, answer, _ = generic_result(words, earlier)
        before = [User(chosen.ask(earlier)), Model(calls=[chosen.call(earlier)]), Responses([(chosen.name, result)]), Model(answer)]
    thought = words.say("{The user asks for this|This needs a tool|A function fits}: {I call [n]|I will use [n]}.", n=chosen.name)
    return Conversation(before + [User(question), Model(calls=[call], thought=thought)], system=system_for(words), tools=tools, kind="tool-call", expected=[call])


@skill("unseen functions", 6.0, 0.6)
def unseen_functions(words):
    """Functions without a known meaning: names and parameters are made up; the prompt tells the values by their names."""
    tools = []
    makers = {"STRING": lambda: words.choice((words.name, words.city, words.word, words.code, words.thing))(), "INTEGER": words.number, "NUMBER": words.decimal, "BOOLEAN": lambda: words.chance(0.5)}
    for _ in range(words.choice((1, 1, 1, 2, 3))):
        parameters, names = [], set()
        for _ in range(words.choice((0, 1, 1, 2, 2, 3, 4))):
            name = words.choice((words.word, words.identifier, lambda: words.choice("name value id size color count mode level title unit key target".split())))()
            if name not in names:
                names.add(name)
                kind = words.choice(("STRING", "STRING", "STRING", "INTEGER", "NUMBER", "BOOLEAN"))
                choices = [words.word() for _ in range(3)] if kind == "STRING" and words.chance(0.12) else []
                parameters.append(Parameter(name, kind, words.say("{The [n]|[n]|Value of [n]|Sets the [n]|}", n=name), choices, "", words.chance(0.8)))
        tools.append(Tool(words.identifier(), words.say("{Does [a]|Makes a [a]|Runs the [a]|A function for [a]|Handles the [a]}", a=words.choice((words.word, words.thing))()), parameters))
    turns = []
    for _ in range(words.choice((1, 1, 1, 2, 3))):
        if turns:
            result, answer, _ = generic_result(words, [])
            turns += [Responses([(call[0], result)]), Model(answer)]
        question, call = _named_call(words, words.choice(tools), makers)
        turns += [User(question), Model(calls=[call], thought=f"The user wants {call[0]}.")]
    return Conversation(turns, system=system_for(words), tools=tools, kind="tool-call", expected=[call])


def _named_call(words, tool, makers):
    """A question that tells the values by the names of the parameters, and the call."""
    arguments = {parameter.name: words.choice(parameter.choices) if parameter.choices else makers[parameter.type]() for parameter in tool.parameters}
    order = list(arguments)
    words.shuffle(order)
    link = words.choice((" ", " = ", ": ", " set to ", " "))
    told = joined([f"{name}{link}{shown(arguments[name])}" for name in order]) if order else ""
    if told:
        question = words.say("{{Call|Use|Run|Please call|Invoke} [n] {with|for|using} [t]{.|}|{Call|Use} {the function|the tool} [n]{: |, }[t]{.|}|[n] with [t]}", n=tool.name, t=told)
    else:
        question = words.say("{Call|Use|Run|Please call|Invoke} {the function |the tool |}[n]{.|}", n=tool.name)
    return question, (tool.name, arguments)


@skill("parallel calls", 4.0, 0.6)
def parallel_calls(words):
    if words.chance(0.6):
        domain = words.choice([domain for domain in DOMAINS if len(domain[2]) == 1 and domain[2][0].make in (Words.city, Words.name, Words.path, Words.code)])
        chosen = Chosen(words, domain)
        values = [domain[2][0].make(words) for _ in range(words.choice((2, 2, 3)))]
        question = chosen.ask([joined(values)])
        calls = [chosen.call([value]) for value in values]
        tools = [chosen.tool] + distractors(words, words.choice((0, 0, 1)), {chosen.name}, related(domain))
    else:
        first, second = (Chosen(words, domain) for domain in words.sample(DOMAINS, 2))
        if first.name == second.name:
            second.name = second.tool.name = second.name + "_two"
        values = first.values(), second.values()
        one, two = first.ask(values[0]).rstrip("."), second.ask(values[1])
        question = words.say("{[a], and then: [b]|[a]. Then: [b]|[a]. Also: [b]|Two things. First: [a]. Second: [b]}", a=one, b=two)
        calls = [first.call(values[0]), second.call(values[1])]
        tools = [first.tool, second.tool]
        words.shuffle(tools)
    return Conversation([User(question), Model(calls=calls, thought=f"This takes {len(calls)} calls.")], system=system_for(words), tools=tools, kind="tool-call", expected=calls)


RESULTS = {"weather": lambda w, v: ({w.choice(("temperature", "temp", "degrees")): (n := w.randint(-20, 40)), w.choice(("condition", "weather", "sky", "description")): (c := w.choice("sunny cloudy rainy windy snowy foggy clear".split()))},
                                    f"It is {n} degrees and {c} in {v[0]}.", str(n)),
           "time": lambda w, v: ({w.choice(("time", "now", "result")): (t := w.time())}, f"It is {t}.", t)}


def generic_result(words, values):
    form = words.randint(0, 6)
    if form == 0:
        result = words.choice((words.number, words.decimal, words.name, words.city, words.code))()
        return {words.choice(("result", "output", "value", "answer")): result}, f"The result is {result}.", str(result)
    if form == 1:
        return {words.choice(("status", "state")): words.choice(("ok", "done", "success"))}, "Done.", "Done"
    if form == 2:
        error = words.say("{not found|no access|timeout|unknown [a]|the [a] is missing|[a] failed}", a=words.word())
        return {"error": error}, f"That did not work: {error}.", error
    if form == 3:
        key, value = words.word(), words.choice((words.number, words.decimal, words.name, words.code, words.word))()
        return {key: value}, f"The {key} is {value}.", str(value)
    if form == 4:
        a, b = words.word(), words.word()
        if a == b:
            return generic_result(words, values)
        x, y = words.number(), words.choice((words.name, words.word))()
        pairs = dict(sorted([(a, x), (b, y)], key=lambda pair: pair[0].lower()))
        return pairs, "The " + " and the ".join(f"{key} is {value}" for key, value in pairs.items()) + ".", str(x)
    if form == 5:
        items = [words.choice((words.name, words.city, words.word))() for _ in range(words.randint(2, 3))]
        return {words.choice(("items", "results", "names", "list")): items}, f"I found {joined(items)}.", items[0]
    text = words.phrase() if words.chance(0.6) else f"{words.name()} lives in {words.city()}"
    return {words.choice(("output", "content", "text", "stdout")): text}, f"It says: {text}", text


@skill("answers from responses", 5.0, 0.7)
def answers_from_responses(words):
    domain = words.choice(DOMAINS)
    chosen = Chosen(words, domain)
    values = chosen.values()
    kind = "weather" if domain[2] == [CITY] else "time" if "current_time" in domain[0] else ""
    result, answer, expected = RESULTS[kind](words, values) if kind and words.chance(0.7) else generic_result(words, values)
    turns = [User(chosen.ask(values)), Model(calls=[chosen.call(values)]), Responses([(chosen.name, result)]), Model(answer)]
    tools = [chosen.tool] + distractors(words, words.choice((0, 0, 1)), {chosen.name}, related(domain))
    conversation = Conversation(turns, system=system_for(words), tools=tools, kind="contains", expected=expected)
    if words.chance(0.25):
        follow = chosen.values()
        call = chosen.call(follow)
        conversation.turns += [User(chosen.ask(follow)), Model(calls=[call])]
        conversation.kind, conversation.expected = "tool-call", [call]
    elif words.chance(0.15):
        conversation.turns += [User(words.choice(("Thanks!", "Thank you.", "Great, thanks.")))] + [Model("You're welcome!")]
        conversation.kind, conversation.expected = "contains", "welcome"
    return conversation


@skill("answers from two responses", 1.0, 0.6)
def answers_from_two_responses(words):
    domain = DOMAINS[0]
    chosen = Chosen(words, domain)
    places = [words.city() for _ in range(2)]
    results, told = [], []
    key = words.choice(("temperature", "temp", "degrees", "result"))
    for place in places:
        degrees = words.randint(-20, 40)
        results.append((chosen.name, {key: degrees}))
        told.append(f"it is {degrees} degrees in {place}")
    answer = "In short, " + joined(told) + "."
    turns = [User(chosen.ask([joined(places)])), Model(calls=[chosen.call([place]) for place in places]), Responses(results), Model(answer)]
    return Conversation(turns, system=system_for(words), tools=[chosen.tool], kind="contains", expected=answer)


@skill("calls in sequence", 1.2, 0.6)
def calls_in_sequence(words):
    """The second call takes the result of the first, or both follow one another; then the answer."""
    domain = words.choice([domain for domain in DOMAINS if domain[2] == [FIRST, SECOND]])
    chosen = Chosen(words, domain)
    verb, link = {"divide": ("Divide", "by"), "sum": ("Add", "and"), "multiply": ("Multiply", "by"), "subtract": ("Subtract", "and")}[next(key for key in ("divide", "sum", "multiply", "subtract") if key in domain[0])]
    a, b, c, middle, last = words.number(), words.number(1), words.number(1), words.choice((words.number, words.decimal))(), words.choice((words.number, words.decimal))()
    key = words.choice(("result", "output", "value"))
    question = words.say("[v] [a] [l] [b] using the [n] function, then [w] the result [l] [c] {again|using it again|with the same function}, then {tell me|give me} the result{.|}", v=verb, w=verb.lower(), l=link, a=a, b=b, c=c, n=chosen.name)
    calls = [chosen.call([a, b]), chosen.call([middle, c])]
    turns = [User(question), Model(calls=[calls[0]]), Responses([(chosen.name, {key: middle})]), Model(calls=[calls[1]])]
    conversation = Conversation(turns, system=system_for(words), tools=[chosen.tool], kind="tool-call", expected=[calls[1]])
    if words.chance(0.5):
        conversation.turns += [Responses([(chosen.name, {key: last})]), Model(f"The result is {last}.")]
        conversation.kind, conversation.expected = "contains", str(last)
    return conversation


@skill("no call needed", 4.0, 0.75)
def no_call_needed(words):
    used = []
    if words.chance(0.6):
        other = words.choice((facts.capitals, facts.opposites, facts.animals, facts.word_forms, chatting.greetings, chatting.who_it_is, guides.guide_prompts))(words)
        other.tools = distractors(words, words.choice((1, 1, 2, 3)), set(), [domain for domain in DOMAINS if "translate" in domain[0] or "lookup" in domain[0] or "search" in domain[0]])
        other.system = system_for(words)
        return other
    domain = words.choice([domain for domain in DOMAINS if domain[2]])
    used = related(domain)
    chosen = Chosen(words, domain)
    return Conversation([User(chosen.ask(chosen.values())), Model("I have no tool for that.", "None of the tools fits.")], system=system_for(words), tools=distractors(words, words.choice((1, 2, 3)), set(), used),
                        kind="contains", expected="no tool")

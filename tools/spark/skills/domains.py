"""The functions of known meaning: what their parameters are called and hold, and how people ask for them."""

from dataclasses import dataclass

from skills.words import COLOURS, FOODS, TOPICS, Words


@dataclass
class Concept:
    """What one parameter means: the names and descriptions it goes by, its type, and a value with the words for it."""

    names: str
    descriptions: str
    type: str
    make: object
    items: str = ""
    choices: tuple = ()


CITY = Concept(
    "location city place town area",
    "The city|The name of the city|The city and state, e.g. San Francisco, CA|The city name, e.g. London|Where|The place to look up",
    "STRING",
    Words.city,
)
DATE = Concept("date day when on", "The date|The day|Date (e.g., '2024-07-29')|When|The date of it", "STRING", Words.date)
TIME = Concept("time at hour start_time startTime", "The time|Time (e.g., '15:00')|At what time|The hour", "STRING", Words.time)
TOPIC = Concept(
    "topic subject title about",
    "The topic|The subject|The subject or topic of the meeting|What it is about",
    "STRING",
    lambda w: w.choice(TOPICS) if w.chance(0.5) else w.phrase(),
)
PERSON = Concept("name person user who contact", "The name|The name of the person|Who|The user's name", "STRING", Words.name)
PEOPLE = Concept(
    "attendees people guests participants names",
    "List of people attending the meeting|The names of the people|Who takes part|The attendees",
    "ARRAY",
    lambda w: [w.name() for _ in range(w.choice((1, 2, 2, 2, 3)))],
    items="STRING",
)
EMAIL = Concept("to email recipient address mail", "The e-mail address|The address of the recipient|To whom", "STRING", Words.email)
TEXT = Concept("text message body content msg", "The text|The message|What to write|The text to send", "STRING", Words.phrase)
WORD = Concept("text word value string input", "The text|The word|The input text|", "STRING", lambda w: w.choice((w.word, w.code, w.thing))())
PATH = Concept(
    "path file_path filePath absolute_path file filename",
    "The path of the file|The path to the file to read|The file|Path of the file",
    "STRING",
    Words.path,
)
COMMAND = Concept(
    "command cmd",
    "The command to run|Exact command to execute|The shell command",
    "STRING",
    lambda w: (
        w.choice(("ls -la", "pwd", "git status", "git log", "npm test", "date", "make build", "dotnet test"))
        if w.chance(0.3)
        else f"{w.choice(('cat', 'ls', 'rm', 'touch', 'echo', 'mkdir', 'python3'))} {w.path() if w.chance(0.7) else w.word()}"
    ),
)
QUERY = Concept(
    "query q search_term description keywords",
    "The query|What to search for|The search query|Any kind of description",
    "STRING",
    lambda w: w.phrase(),
)
GENRE = Concept(
    "genre category kind",
    "The genre|The kind|The category",
    "STRING",
    lambda w: w.choice("comedy action drama horror fantasy thriller western romance".split()),
)
BRIGHTNESS = Concept(
    "brightness level intensity",
    "Light level from 0 to 100. Zero is off and 100 is full brightness|The brightness|Light level",
    "INTEGER",
    lambda w: w.randint(0, 100),
)
WARMTH = Concept(
    "color_temp color_temperature colorTemperature temp",
    "Color temperature of the light|Color temperature of the light fixture|The warmth of the light",
    "STRING",
    lambda w: w.choice(("daylight", "cool", "warm")),
    choices=("daylight", "cool", "warm"),
)
COLOUR = Concept("color colour", "The color|The colour|Which color", "STRING", lambda w: w.choice(COLOURS))
DEGREES = Concept(
    "temperature degrees target value", "The temperature|The temperature in degrees|The target temperature", "INTEGER", lambda w: w.randint(5, 35)
)
MINUTES = Concept("minutes duration length", "The number of minutes|How long, in minutes|The duration", "INTEGER", lambda w: w.randint(1, 120))
COUNT = Concept("count quantity number amount n", "How many|The number of items|The quantity", "INTEGER", lambda w: w.randint(1, 99))
ITEM = Concept(
    "item product thing object name",
    "The item|The product|What to order|The thing",
    "STRING",
    lambda w: w.choice(FOODS) if w.chance(0.4) else w.thing(),
)
FIRST = Concept(
    "a x numerator first left", "The first number|The numerator|First operand|", "NUMBER", lambda w: w.number() if w.chance(0.8) else w.decimal()
)
SECOND = Concept(
    "b y denominator second right",
    "The second number|The denominator|Second operand|",
    "NUMBER",
    lambda w: w.number() if w.chance(0.8) else w.decimal(),
)
AMOUNT = Concept(
    "amount value sum money", "The amount|The amount of money|How much", "NUMBER", lambda w: w.number() if w.chance(0.6) else w.decimal()
)
MONEY = Concept(
    "currency from_currency source",
    "The currency|The currency code|From which currency",
    "STRING",
    lambda w: w.choice("EUR USD GBP JPY CHF SEK NOK PLN INR BRL".split()),
)
INTO = Concept(
    "to target to_currency into",
    "The target currency|The currency to convert to|To which currency",
    "STRING",
    lambda w: w.choice("EUR USD GBP JPY CHF SEK NOK PLN INR BRL".split()),
)
LANGUAGE = Concept(
    "language target_language lang to",
    "The language|The target language|Into which language",
    "STRING",
    lambda w: w.choice("German French Spanish Italian Japanese Polish Dutch Greek".split()),
)
SYMBOL = Concept(
    "symbol ticker stock company",
    "The ticker symbol|The stock|The symbol of the company",
    "STRING",
    lambda w: w.fresh(lambda: "".join(w.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(w.randint(3, 4)))),
)
LABELS = Concept(
    "labels categories names",
    "List of labels for the data points|The labels|The names of the bars",
    "ARRAY",
    lambda w: [w.choice((w.word(), w.choice(COLOURS), w.choice(("Q1", "Q2", "Q3", "Q4")))) for _ in range(w.randint(2, 3))],
    items="STRING",
)
VALUES = Concept(
    "values data numbers",
    "List of numerical values|The values|The data points",
    "ARRAY",
    lambda w: [w.number() for _ in range(w.randint(2, 3))],
    items="NUMBER",
)
TITLE = Concept(
    "title name heading",
    "The title|The title for the chart|The heading",
    "STRING",
    lambda w: " ".join(part.capitalize() for part in w.phrase().split()[:3]),
)
CODE = Concept("id code order_id orderId number key", "The id|The code|The order number|The identifier", "STRING", Words.code)
SWITCH = Concept("enabled on active state power", "Whether it is on|True to turn on|On or off", "BOOLEAN", lambda w: w.chance(0.5))
ROOM = Concept(
    "room where place",
    "The room|Which room|The name of the room",
    "STRING",
    lambda w: w.choice(("kitchen", "bedroom", "bathroom", "office", "garage", "cellar", "hall", "garden")) if w.chance(0.8) else w.word(),
)
SONG = Concept(
    "song track title",
    "The song|The title of the song|What to play",
    "STRING",
    lambda w: " ".join(part.capitalize() for part in w.phrase().split()[:3]),
)
FLAG = Concept("energetic loud bright dance shuffle", "Whether it is so|True or false|A flag", "BOOLEAN", lambda w: w.chance(0.5))

# A domain: names and descriptions of the function, its concepts, and the ways to ask; [0], [1] ... stand for the values.
DOMAINS = [
    (
        "get_current_weather get_weather getWeather get_current_temperature get_weather_forecast current_weather weather",
        (
            "Gets the current weather|Get the weather in a given location|Gets the current temperature for a given location|Returns the weather of a"
            " city"
        ),
        [CITY],
        (
            "{What's|What is|How is|Tell me} the weather {like |}in [0]{?| today?| now?|}|What's the temperature in [0]?|{How hot|How cold|How warm}"
            " is it in [0]?|Is it {raining|sunny|cold} in [0]?|What {temperature|weather} is it in [0]{?| right now?}|weather in [0]"
        ),
    ),
    (
        "get_weather getWeather forecast weather_on get_forecast",
        "Gets the weather on a day|Get the weather forecast of a city for a date|The forecast",
        [CITY, DATE],
        (
            "{What is|What's|What will be} the weather {like |}in [0] on [1]?|{Give me|Tell me} the forecast for [0] on [1].|How will the weather be"
            " in [0] [1]?"
        ),
    ),
    (
        "schedule_meeting scheduleMeeting create_meeting plan_meeting",
        "Schedules a meeting with specified attendees at a given time and date.|Plans a meeting",
        [PEOPLE, DATE, TIME, TOPIC],
        (
            "{Schedule|Plan|Set up|Arrange} a meeting with [0] {on|for} [1] at [2] about {the |}[3].|{I need|We need|Please make} a meeting about [3]"
            " with [0] on [1] at [2].|Meeting with [0], [1], [2], about [3]."
        ),
    ),
    (
        "add_event create_event addEvent book_slot",
        "Adds an event to the calendar|Creates a calendar event",
        [TITLE, DATE, TIME],
        "{Add|Put|Create} {an event|the event} [0] {on|for} [1] at [2].|Put [0] {in|into} my calendar on [1] at [2].",
    ),
    (
        "set_light_values setLightValues set_light adjust_light",
        "Sets the brightness and color temperature of a light.|Set the brightness and color temperature of a room light.",
        [BRIGHTNESS, WARMTH],
        (
            "{Set|Turn|Put} the {lights|light} to [0] {percent |}and [1].|{Make|I want} the light [1] {with|at} {a |}brightness {of |}[0].|{Set|Put}"
            " the brightness to [0] and {the color temperature|the warmth} to [1]."
        ),
    ),
    (
        "controlLight control_lights set_room_light light",
        "Sets the light of a room|Controls the light",
        [ROOM, BRIGHTNESS],
        "{Set|Turn|Put} the light in the [0] to [1]{%| percent|}.|Make the [0] light [1] {bright|percent}.",
    ),
    (
        "set_thermostat set_temperature setTemperature heat",
        "Sets the thermostat|Sets the temperature of a room",
        [DEGREES, ROOM],
        "{Set|Turn|Put} the {thermostat|temperature|heating} in the [1] to [0]{ degrees|}.|{Make it|I want} [0] degrees in the [1].",
    ),
    (
        "send_email sendEmail send_mail mail",
        "Sends an e-mail|Send an email to someone",
        [EMAIL, TEXT],
        "{Send|Write} {an e-mail|an email|a mail} to [0] {saying|with the text|that says}: [1]|{Mail|E-mail} [0]: [1]|{Tell|Write} [0] by mail: [1]",
    ),
    (
        "send_message sendMessage text_someone notify",
        "Sends a message to a person|Sends a text message",
        [PERSON, TEXT],
        "{Send|Write} [0] {a message|the message|a text}: [1]|{Tell|Text|Message} [0]: [1]|Send the message [1] to [0].",
    ),
    (
        "greet greeter say_hello hello",
        "Greets a person|Says hello to someone|Greets the user",
        [PERSON],
        "{Greet|Say hello to|Welcome} [0].|{Call|Use} the greeter {once |}with {name: |}[0].|Please greet [0].",
    ),
    (
        "set_timer start_timer setTimer timer",
        "Starts a timer|Sets a timer in minutes",
        [MINUTES],
        "{Set|Start} a timer {for|of} [0] minutes.|Timer, [0] minutes.|{Wake|Call} me in [0] minutes.",
    ),
    (
        "set_alarm setAlarm wake_me alarm",
        "Sets an alarm|Sets the alarm clock",
        [TIME],
        "{Set|Put} {an|the} alarm {for|at|to} [0].|Wake me {up |}at [0].|I must get up at [0].",
    ),
    (
        "add_reminder remind_me createReminder reminder",
        "Adds a reminder|Reminds the user of something",
        [TEXT, TIME],
        "Remind me at [1]: [0]|{Add|Create|Set} a reminder at [1]: [0]",
    ),
    (
        "find_movies findMovies search_movies list_movies",
        "find movie titles currently playing in theaters based on any description, genre, title words, etc.|Finds movies",
        [CITY, GENRE],
        "{What|Which} [1] {movies|films} {are playing|are on|run} in [0]{ tonight|}?|{Find|Show me|List} [1] {movies|films} in [0].",
    ),
    (
        "create_bar_chart createBarChart draw_chart bar_chart",
        "Creates a bar chart given a title, labels, and corresponding values.|Draws a bar chart",
        [TITLE, LABELS, VALUES],
        (
            "{Create|Make|Draw} a {bar chart|chart} {titled|named|with the title} '[0]' with {the |}labels [1] and {the |}values [2].|A bar chart"
            " '[0]': labels [1], values [2]."
        ),
    ),
    (
        "read_file readFile open_file cat_file get_file",
        "Reads and returns the content of a file|Reads a file|Returns the text of a file",
        [PATH],
        (
            "{Read|Open|Show me|Print} {the file |}[0]{.|}|What is in {the file |}[0]?|{What does|What says} [0] {contain|say}?|Read the file [0] and"
            " tell me what it says."
        ),
    ),
    (
        "write_file writeFile save_file",
        "Writes a file|Writes text to a file",
        [PATH, TEXT],
        '{Write|Save|Put} "[1]" {to|into|in} {the file |}[0].|Create {the file |}[0] with the text "[1]".',
    ),
    (
        "list_directory list_files ls_dir listDir",
        "Lists the files of a folder|Lists a directory",
        [PATH],
        "{List|Show} the {files|folder} {of|in|under} [0].|{What|Which files} {is|are} in the folder [0]?",
    ),
    (
        "run_shell_command runShellCommand shell run_command execute",
        "Runs a shell command|Executes a command in the shell|Run a command",
        [COMMAND],
        "{Run|Execute} {the command |}{`[0]`|[0]}|{Run|Execute} `[0]`{ please|}.|{Please |}run [0]|Run this in the shell: [0]",
    ),
    (
        "search_web google_search search webSearch find",
        "Searches the web|Search for something",
        [QUERY],
        "{Search|Look} {the web |}for [0].|{Google|Search|Find} [0].|Search: [0]",
    ),
    (
        "customDivide divide division divide_numbers",
        "Custom divide function|Divides two numbers|Divides a by b",
        [FIRST, SECOND],
        "Divide [0] by [1]{ using the {function|tool}|}.|what is the result of [0]/[1]?|What is [0] divided by [1]?",
    ),
    (
        "sum add add_numbers plus",
        "Adds two numbers|Returns the sum of two numbers",
        [FIRST, SECOND],
        "{Add|Sum} [0] and [1].|What is [0] plus [1]?|What is [0] + [1]?|{Add|Sum up} the numbers [0] and [1].",
    ),
    (
        "multiply times multiply_numbers product",
        "Multiplies two numbers|Returns the product",
        [FIRST, SECOND],
        "Multiply [0] {by|with} [1].|What is [0] times [1]?|What is [0] * [1]?",
    ),
    ("subtract minus difference", "Subtracts two numbers|Returns the difference", [FIRST, SECOND], "What is [0] minus [1]?|What is [0] - [1]?"),
    (
        "convert_currency convert exchange get_exchange_rate",
        "Converts money|Converts an amount into another currency",
        [AMOUNT, MONEY, INTO],
        "{Convert|Change|Exchange} [0] [1] {to|into} [2].|How much is [0] [1] in [2]?|What are [0] [1] in [2]?",
    ),
    (
        "get_stock_price stock_price getStock quote",
        "Gets the price of a stock|The current stock price",
        [SYMBOL],
        "{What is|What's|Tell me|Get} the {stock |}price of [0]{?|}|How {much is|is} [0] {stock |}{worth|doing}?",
    ),
    (
        "translate translate_text translateText",
        "Translates a text|Translates words into a language",
        [WORD, LANGUAGE],
        "{Translate|Put} [0] {to|into} [1].|How do you say [0] in [1]?|What is [0] in [1]?",
    ),
    (
        "book_flight find_flights search_flights",
        "Books a flight|Finds flights between two cities",
        [
            Concept("origin from departure start", "From where|The city of departure|The origin", "STRING", Words.city),
            Concept("destination to arrival target", "Where to|The city of arrival|The destination", "STRING", Words.city),
            DATE,
        ],
        "{Book|Find|Search} {a flight|flights} from [0] to [1] on [2].|I {want|need} to fly from [0] to [1] on [2].",
    ),
    (
        "order_item order buy place_order",
        "Orders an item|Places an order|Buys something",
        [ITEM, COUNT],
        "{Order|Buy|Get me} [1] [0].|{I want|I need|I would like} [1] [0]{, please|}.|Order [0], [1] pieces.",
    ),
    (
        "get_order order_status track_order getOrder",
        "Gets the state of an order|Tracks a parcel",
        [CODE],
        "Where is {my|the} order [0]?|{Track|Check|Find} order [0].|What is the status of [0]?",
    ),
    ("play_song play_music playSong play", "Plays a song|Plays music", [SONG], "{Play|Start} {the song |}[0]{.|}|I want to hear [0]."),
    (
        "start_music music_control party_music",
        "Starts music|Play some music that fits",
        [FLAG],
        "Music, with [0:name] [0].|Start the music with [0:name] set to [0].",
    ),
    (
        "power_disco_ball toggle switch power",
        "Switches a device on or off|Powers the spinning disco ball|Turns it on or off",
        [SWITCH],
        "Turn {it|the device|the disco ball} [0:onoff].|Switch {it|the device|the disco ball} [0:onoff].",
    ),
    (
        "print print_text printer write_line",
        "Prints a text in a color|Prints a word|",
        [WORD, COLOUR],
        (
            "Use the printer to print a simple word: [0] in [1]|Print [0] in [1].|{Write|Print} the word [0] in the color [1].|Print a word: [0],"
            " color [1]"
        ),
    ),
    (
        "add_user create_user register",
        "Adds a user|Creates an account",
        [PERSON, EMAIL],
        "{Add|Create|Register} {the user|a user} [0] with {the e-mail|the mail} [1].|Make an account for [0], [1].",
    ),
    ("paint set_color dye", "Paints a thing|Sets the color of something", [ITEM, COLOUR], "{Paint|Make|Dye} the [0] [1].|I want the [0] in [1]."),
    (
        "get_capital find_person lookup get_record find_item",
        "Looks up an entry|Finds a record by its key",
        [CODE],
        "{Look up|Find|Get|Fetch} {the entry |the record |}[0].|What do {we|you} know about [0]?",
    ),
    (
        "get_current_time current_time getTime now clock",
        "Gets the current time|Returns the time now",
        [],
        "What time is it{?| now?}|What's the time?|Tell me the {current |}time.|How late is it?",
    ),
    (
        "get_user_city where_am_i getLocation",
        "Gets the city of the user|Returns the location of the user",
        [],
        "Where am I?|What city am I in?|Find out {where I am|my city}.",
    ),
    ("beep ring_bell honk", "Beeps|Makes a sound", [], "{Please |}beep{ once|}{.|}|Make a {beep|sound}.|Beep with the beeper."),
]

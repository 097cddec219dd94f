"""Kinds of functions as the samples of SDKs, agents and command lines declare them, each with many ways of asking for it."""

from dataclasses import dataclass

from skills.concepts import (
    FOLDER,
    PATTERN,
    GLOB,
    ADDRESS,
    FACT,
    MOVIE,
    POWER,
    DIMNESS,
    DAYS,
    ORIGIN,
    DESTINATION,
    UNIT_FROM,
    UNIT_TO,
    UNIT_FLAG,
)
from skills.domains import (
    AMOUNT,
    BRIGHTNESS,
    CITY,
    CODE,
    COMMAND,
    COUNT,
    DATE,
    EMAIL,
    FIRST,
    GENRE,
    INTO,
    ITEM,
    LABELS,
    LANGUAGE,
    MINUTES,
    MONEY,
    PATH,
    PEOPLE,
    PERSON,
    QUERY,
    ROOM,
    SECOND,
    SONG,
    SYMBOL,
    TEXT,
    TIME,
    TITLE,
    TOPIC,
    VALUES,
    WARMTH,
    WORD,
    Concept,
)


@dataclass(eq=False)
class Kind:
    """What a function does: the group of kinds it can't be told from, its topic in a thought, its declaration, the ways to ask,
    how to ask again with another value, parameters (name, type, description) that a question does not tell and a call leaves out,
    and how often it is taken beside the others."""

    group: str
    topic: str
    names: str
    descriptions: str
    concepts: list
    asks: str
    again: str = ""
    optional: tuple = ()
    share: float = 1.0


HERE = "{ today| now| right now| tonight| at the moment||||}"

KINDS = [
    Kind(
        "weather",
        "the weather",
        "get_weather getWeather get_current_weather getCurrentWeather get_current_temperature get_temperature weather weather_at",
        (
            "Gets the current weather of a city|Get the current weather in a given location|Get the weather in a given location|Gets the weather for"
            " a location|Gets the current temperature for a given location|Returns the weather of a place|Tells the weather|Gets the current weather"
        ),
        [CITY],
        (
            "{What's|What is|Whats|what's|whats|How's|How is|how's|Hows} the {weather|weather like|current weather|temperature} in [0]"
            + HERE
            + "{?|?|?|}|{Tell|Give|Show} me the {weather|current weather|temperature} {in|for|of} [0]"
            + HERE
            + "{.|.|}|{Get|Check|Look up|Find out} the {weather|current weather|temperature} {in|for} [0]{.|.|}|{Is it|Is it going to be}"
            " {warm|cold|hot|raining|sunny|windy|snowing|nice} in [0]"
            + HERE
            + "{?|}|{weather|temperature|weather in|temperature in} [0]|How {hot|cold|warm} is it in"
            " [0]"
            + HERE
            + "?|{Do I need|Should I take} {an umbrella|a coat|sunglasses} in [0]?|{What|Which} {weather|temperature} {is it|do they have} in"
            " [0]"
            + HERE
            + "?|I'm in [0]. {What's|How's} the weather{ here| like|}?|{Can|Could} you {tell me|check} the weather in [0]{?|, please?}|What's it like outside"
            " in [0]?"
        ),
        "{And in [0]?|What about [0]?|How about [0]?|And [0]?|And the weather in [0]?}",
        (UNIT_FLAG,),
        share=5.0,
    ),
    Kind(
        "weather",
        "the forecast",
        "forecast get_forecast getForecast weather_forecast",
        "Weather forecast|Gets the forecast for some days|Weather forecast for a city",
        [CITY, DAYS],
        (
            "{Forecast|The forecast|Weather forecast} for [0] for [1] days|What {will|is} the weather in [0] {be |}for {the next |}[1]"
            " days?|{Give|Show|Tell} me [1] days of forecast for [0].|How will the weather be in [0] for [1] days?"
        ),
    ),
    Kind(
        "stock",
        "the price of a stock",
        "get_stock_price stock_price getStockPrice get_quote quote",
        "Gets the price of a stock|Gets the current price of a stock|The current stock price|Returns the quote of a ticker symbol",
        [SYMBOL],
        (
            "{What's|What is|Whats|what's} the {stock |share |}{price|quote} {of|for} [0]"
            + HERE
            + "{?|?|}|{What's|What is} the price of [0] stock?|{Tell|Give|Show} me the {stock |}price of"
            " [0]{.|}|{Get|Check|Look up} the {stock |}{price|quote} {of|for} [0]{.|}|How {much is|is} [0] {stock |}{worth|doing|trading}{"
            " today|}?|How much does"
            " {one share of |}[0] cost?|[0] {stock price|price|quote}{?|}|What {is|does} [0] {trading at|stand at|cost}?|Where does [0] stand{"
            " today|}?"
        ),
        "{And [0]?|What about [0]?|How about [0]?|And the price of [0]?}",
        share=4.0,
    ),
    Kind(
        "time",
        "the time",
        "get_time get_current_time getTime current_time clock now",
        "Gets the current time|Returns the current time|Tells the time|Gets the time now",
        [],
        (
            "{What's|What is|Whats} the time{ now| please|}{?|}|What time is it{ now| please|}{?|}|{Tell|Give} me the {current |}time{.|}|How late"
            " is it?|{Do you have|Got} the time?|{Check|Get} the {clock|time}.|current time"
        ),
        share=4.0,
    ),
    Kind(
        "time",
        "the time in a place",
        "get_time_in get_local_time time_in get_timezone_time",
        "Gets the local time of a city|Tells what time it is in a place",
        [CITY],
        (
            "{What's|What is|Whats} the {local |}time in [0]{?| now?}|What time is it in [0]{?| now?}|{Tell me|Get} the {local |current |}time in"
            " [0].|How late is it in [0]?"
        ),
        "{And in [0]?|What about [0]?|How about [0]?}",
    ),
    Kind(
        "place",
        "the place of the user",
        "get_user_city get_location where_am_i getUserLocation get_my_city",
        "Gets the city of the user|Returns the location of the user|Finds out where the user is",
        [],
        "Where am I{ now|}?|{What|Which} city am I in?|{Find out|Tell me} where I am.|{What's|What is} my {location|city}?",
        share=1.5,
    ),
    Kind(
        "add",
        "a sum",
        "add sum add_numbers addNumbers plus add_two_numbers",
        "Adds two numbers|Returns the sum of two numbers|Adds a and b|Add two numbers together",
        [FIRST, SECOND],
        (
            "{Add|Sum|add} [0] and [1]{.|}|{What's|What is|Whats} [0] {+|plus} [1]{?|}|[0] {+|plus} [1]{ =|}|{What's|What is} the sum of [0] and"
            " [1]?|{Add|Sum up} the numbers [0] and [1].|How much is [0] {+|plus} [1]?|{Calculate|Compute} [0] + [1]{.|}|Add [1] to [0]."
        ),
        share=2.5,
    ),
    Kind(
        "multiply",
        "a product",
        "multiply times multiply_numbers product mul",
        "Multiplies two numbers|Returns the product of two numbers|Multiplies a by b",
        [FIRST, SECOND],
        (
            "{Multiply|multiply} [0] {by|with|and} [1]{.|}|{What's|What is|Whats} [0] {*|x|times} [1]{?|}|[0] {*|x|times} [1]|{What's|What is} the"
            " product of [0] and [1]?|How much is [0] {*|times} [1]?|{Calculate|Compute} [0] * [1]{.|}"
        ),
        share=2.5,
    ),
    Kind(
        "subtract",
        "a difference",
        "subtract minus subtract_numbers difference",
        "Subtracts two numbers|Returns the difference|Subtracts b from a",
        [FIRST, SECOND],
        (
            "{What's|What is} [0] {-|minus} [1]{?|}|[0] {-|minus} [1]|Subtract [1] from [0]{.|}|{What's|What is} the difference of [0] and"
            " [1]?|Take [1] from [0]."
        ),
    ),
    Kind(
        "divide",
        "a quotient",
        "divide divide_numbers division custom_divide customDivide",
        "Divides two numbers|Custom divide function|Divides a by b",
        [FIRST, SECOND],
        (
            "{Divide|divide} [0] by [1]{.|}|{What's|What is} [0] {/|divided by} [1]{?|}|[0] / [1]|How much is [0] {/|divided by} [1]?|{what is the"
            " result of|Compute} [0]/[1]{?|}"
        ),
    ),
    Kind(
        "lights",
        "the light",
        "set_light_values setLightValues set_light control_light",
        "Sets the brightness and color temperature of a light|Set the brightness and color temperature of a room light",
        [BRIGHTNESS, WARMTH],
        (
            "{Set|Turn|Put|Change} the {lights|light} to [0]{%| percent|} and [1]{.|}|{Make|I want} the light [1] {with|at} {a |}brightness {of"
            " |}[0].|{Set|Put} the"
            " brightness to [0] and the {color temperature|warmth} to [1].|I'd like {[1]|a [1]} light at [0]{ percent|%|}."
        ),
        share=2.0,
    ),
    Kind(
        "lights",
        "the light",
        "dim_lights dimLights dim set_brightness",
        "Dims the lights|Dim the lights|Sets how bright the lights are",
        [DIMNESS],
        (
            "Dim the {lights|light} to [0]{.|}|{Set|Turn} the {lights|light} {down |}to [0]{.|}|{Make|I want} the lights {dim, at|darker:}"
            " [0]{.|}|Lights {to|at} [0]{ please|}{.|}"
        ),
        share=1.5,
    ),
    Kind(
        "lights",
        "the light of a room",
        "control_room_light controlLight set_room_light room_light",
        "Sets the light of a room|Controls the light in a room",
        [ROOM, BRIGHTNESS],
        (
            "{Set|Turn|Put} the light in the [0] to [1]{%| percent|}{.|}|Make the [0] light [1]{ bright| percent|%}{.|}|{Dim|Brighten} the [0] to"
            " [1]{.|}"
        ),
    ),
    Kind(
        "disco",
        "the disco ball",
        "power_disco_ball powerDiscoBall disco_ball switch_disco_ball",
        "Powers the spinning disco ball|Turns the disco ball on or off",
        [POWER],
        (
            "{Turn|Switch|Power} {the|my} disco ball [0:onoff]{.|}|{Turn|Switch} [0:onoff] the disco ball{.|}|Disco ball [0:onoff]{!|.|}|I want the"
            " disco ball [0:onoff]."
        ),
        share=2.0,
    ),
    Kind(
        "music",
        "music",
        "start_music startMusic play_party_music music_control",
        "Play some music matching the specified parameters|Starts music|Plays music for a party",
        [
            Concept("energetic fast lively", "Whether the music is energetic or not|True for fast music", "BOOLEAN", lambda w: w.chance(0.5)),
            Concept("loud volume_high", "Whether the music is loud or not|True for loud music", "BOOLEAN", lambda w: w.chance(0.5)),
        ],
        "{Play|Start|Put on} {some |}music, energetic: [0], loud: [1]{.|}|{Start|Play} {the |}music with energetic [0] and loud [1]{.|}",
        share=1.5,
    ),
    Kind(
        "song",
        "a song",
        "play_song playSong play_track play",
        "Plays a song|Plays a song by its title",
        [SONG],
        "{Play|Put on|Start} {the song |}[0]{.|}|I {want|would like|'d like} to hear [0].|{Can|Could} you play [0]?",
        "{Now [0].|And now [0].}",
    ),
    Kind(
        "meeting",
        "a meeting",
        "schedule_meeting scheduleMeeting create_meeting plan_meeting",
        "Schedules a meeting with specified attendees at a given time and date|Plans a meeting",
        [PEOPLE, DATE, TIME, TOPIC],
        (
            "{Schedule|Plan|Set up|Arrange|Book} a meeting with [0] {on|for} [1] at [2] about {the |}[3]{.|}|{I need|We need|Please make} a meeting"
            " about [3] with [0] on"
            " [1] at [2].|Meeting with [0], [1], [2], about [3]."
        ),
        share=2.0,
    ),
    Kind(
        "chart",
        "a chart",
        "create_bar_chart createChart create_chart draw_chart",
        "Creates a bar chart given a title, labels, and corresponding values|Creates a chart|Draws a bar chart",
        [TITLE, LABELS, VALUES],
        (
            "{Create|Make|Draw|Plot} a {bar chart|chart} {titled|named|with the title} '[0]' with {the |}labels [1] and {the |}values [2]{.|}|A"
            " {bar |}chart '[0]': labels [1], values [2]."
        ),
        share=1.5,
    ),
    Kind(
        "movies",
        "movies",
        "find_movies findMovies search_movies",
        "Finds movie titles currently playing in theaters based on any description, genre, title words, etc.|Finds movies",
        [CITY, GENRE],
        "{What|Which} [1] {movies|films} {are playing|are on|run} in [0]{ tonight|}?|{Find|Show me|List} [1] {movies|films} in [0]{.|}",
    ),
    Kind(
        "theaters",
        "theaters",
        "find_theaters findTheaters list_theaters cinemas",
        "Finds theaters based on location and optionally a movie title|Lists the theaters of a place|Find theaters",
        [CITY],
        (
            "{Which|What} {theaters|cinemas} are {there |}in [0]?|{Find|Show me|List} {the |}{theaters|cinemas} {in|near}"
            " [0]{.|}|{theaters|cinemas} in [0]|Where can I see a {movie|film} in [0]?"
        ),
        "{And in [0]?|What about [0]?}",
        (("movie", "STRING", "Any movie title"),),
        share=1.5,
    ),
    Kind(
        "showtimes",
        "the showtimes",
        "get_showtimes getShowtimes showtimes",
        "Finds the start times for movies playing in a specific theater|Gets the showtimes of a movie",
        [CITY, MOVIE, DATE],
        (
            "When {is|does} [1] {on|playing|run} in [0] on [2]?|{Get|Show|Tell} me the showtimes of [1] in [0] on [2].|At what time is [1] in [0]"
            " on [2]?"
        ),
    ),
    Kind(
        "read",
        "what a file says",
        "read_file readFile read_text_file open_file",
        "Reads and returns the content of a file|Reads and returns the content of a specified file|Reads a file|Returns the text of a file",
        [PATH],
        (
            "{Read|Open|Show me|Print|Display} {the file |}[0]{.|}|{What's|What is} in {the file |}[0]?|What does {the file |}[0]"
            " {contain|say}?|{Read|Open} {the file"
            " |}[0] and {tell me|say|show me} what {it says|is in it|it contains}.|{Use|Call} [n] on [0] and tell me what it says.|{Tell|Show} me"
            " what {is in"
            " |}[0]{ says| contains|}.|{Summarize|Explain} {the file |}[0]{.|}|Use [n] on [0]{.|}|{Can|Could} you read [0]{?| for me?}"
        ),
        "{Now [0].|And [0]?|Now read [0].}",
        (
            ("start_line", "INTEGER", "Optional: The line number to start reading from."),
            ("end_line", "INTEGER", "Optional: The line number to end reading at."),
            ("offset", "INTEGER", "Optional: where to start"),
            ("limit", "INTEGER", "Optional: how many lines to read"),
        ),
        share=4.0,
    ),
    Kind(
        "list",
        "the files of a folder",
        "list_directory listDirectory list_files ls list_dir",
        "Lists the names of files and subdirectories directly within a specified directory path|Lists the files of a folder|Lists a directory",
        [FOLDER],
        (
            "{List|Show|Show me} {the |all |}{files|content} {of|in|under} {the folder |}[0]{.|}|{What is|Which files are} in {the folder|the"
            " directory} [0]?|List {the directory |the folder |}[0]{.|}|{Use|Call} [n] on [0].|ls [0]"
        ),
        "{And [0]?|Now [0].}",
        (("ignore", "STRING", "List of glob patterns to ignore"),),
        share=2.5,
    ),
    Kind(
        "shell",
        "a command",
        "run_shell_command runShellCommand shell run_command execute_command bash",
        "Runs a shell command|Executes a given shell command|Executes a command in the shell|This tool runs a command",
        [COMMAND],
        (
            "{Run|Execute} {the command |}{`[0]`|[0]}{.|}|{Please |}run `[0]`{.|}|Run this {command |in the shell|}: [0]|{Execute|Run} the {shell"
            " |}command [0]{.|}"
        ),
        "{Now `[0]`.|And now `[0]`.}",
        (("description", "STRING", "Brief description of the command"), ("dir_path", "STRING", "Optional: the directory to run in")),
        share=2.5,
    ),
    Kind(
        "grep",
        "a text within files",
        "grep_search search_file_content grep find_text",
        "Searches for a pattern within file contents|Searches for a regular expression within the content of files",
        [PATTERN],
        (
            "{Grep|Search the files|Look in the files} for [0]{.|}|{Which|What} files contain {the word |}[0]?|{Where|In which file} {does|is} [0]"
            " {stand|used}?|Find [0] in the code."
        ),
        "",
        (("dir_path", "STRING", "Optional: the directory to search within"), ("include", "STRING", "Optional: which files")),
    ),
    Kind(
        "glob",
        "files by their names",
        "glob find_files findFiles",
        "Finds files matching a glob pattern|Finds files by the pattern of their names",
        [GLOB],
        "{Find|List|Show} {the |all |}files {matching|that match|named} [0]{.|}|Which files match [0]?|{Glob|Find all} [0]{.|}",
    ),
    Kind(
        "write",
        "a file to write",
        "write_file writeFile save_file create_file",
        "Writes content to a file|Writes text to a file|Creates a file",
        [PATH, TEXT],
        '{Write|Save|Put} {"[1]"|the text [1]} {to|into|in} {the file |}[0]{.|}|Create {the file |}[0] with the {text|content} {"[1]"|[1]}{.|}',
    ),
    Kind(
        "fetch",
        "a page",
        "web_fetch fetch_url get_page browse",
        "Fetches a page from the web|Gets the content of a URL",
        [ADDRESS],
        "{Fetch|Get|Open|Load} {the page |}[0]{.|}|{What's|What is} on {the page |}[0]?|{Summarize|Read} {the page |}[0]{.|}",
    ),
    Kind(
        "search",
        "a search",
        "google_web_search google_search search_web webSearch search",
        "Performs a web search and returns the results|Searches the web|Search for something on the internet",
        [QUERY],
        (
            "{Search|Look|Google} {the web |online |the internet |}for [0]{.|}|{Google|Search} [0]{.|}|Search: [0]|{Look up|Find} [0] {online|on"
            " the web|on the internet}{.|}|What does the {web|internet} say about [0]?"
        ),
        "{Now [0].|And [0]?}",
        share=1.5,
    ),
    Kind(
        "memory",
        "a fact to keep",
        "save_memory saveMemory remember add_note",
        "Saves a fact to long-term memory|Remembers a fact|Keeps a note",
        [FACT],
        "{Remember|Save|Note|Keep in mind} that [0]{.|}|{Save|Make} {this|a} note: [0]{.|}",
    ),
    Kind(
        "flight",
        "a flight",
        "book_flight bookFlight find_flights search_flights",
        "Books a flight|Finds flights between two cities|Search for flights",
        [ORIGIN, DESTINATION, DATE],
        (
            "{Book|Find|Search|Get me} {a flight|flights} from [0] to [1] {on|for} [2]{.|}|I {want|need|'d like} to fly from [0] to [1] on"
            " [2].|{Flights|A flight} from [0] to [1], [2]."
        ),
        "",
        (("passengers", "INTEGER", "Optional: how many people"),),
    ),
    Kind(
        "hotel",
        "a hotel",
        "book_hotel bookHotel find_hotels reserve_room",
        "Books a hotel|Finds a hotel in a city|Reserves a room in a hotel",
        [CITY, DATE],
        "{Book|Find|Reserve|Get me} {a hotel|a hotel room|a room} in [0] {on|for} [1]{.|}|I need a {hotel|room} in [0] on [1].",
    ),
    Kind(
        "money",
        "money to convert",
        "convert_currency convertCurrency exchange convert_money",
        "Converts money|Converts an amount into another currency|Currency conversion",
        [AMOUNT, MONEY, INTO],
        "{Convert|Change|Exchange} [0] [1] {to|into} [2]{.|}|{How much is|What's|What is} [0] [1] in [2]?|What are [0] [1] in [2]?",
    ),
    Kind(
        "rate",
        "an exchange rate",
        "get_exchange_rate getExchangeRate exchange_rate",
        "Gets the exchange rate between currencies|Get the exchange rate for currencies between countries",
        [MONEY, INTO],
        "{What's|What is} the exchange rate {from|of} [0] to [1]?|{Get|Tell me|Show} the exchange rate from [0] to [1]{.|}|[0] to [1] rate",
        "",
        (("currency_date", "STRING", "A date, or latest"),),
    ),
    Kind(
        "units",
        "a unit to convert",
        "convert_units convertUnits convert unit_converter",
        "Converts between units|Converts a length or a weight into another unit",
        [AMOUNT, UNIT_FROM, UNIT_TO],
        "{Convert|Change} [0] [1] {to|into} [2]{.|}|How many [2] are [0] [1]?|{What is|What's} [0] [1] in [2]?|How much is [0] [1] in [2]?",
    ),
    Kind(
        "mail",
        "a mail",
        "send_email sendEmail send_mail",
        "Sends an e-mail|Send an email to someone",
        [EMAIL, TEXT],
        "{Send|Write} {an e-mail|an email|a mail} to [0] {saying|with the text|that says}: [1]|{Mail|E-mail|Email} [0]: [1]",
    ),
    Kind(
        "message",
        "a message",
        "send_message sendMessage text_person notify",
        "Sends a message to a person|Sends a text message",
        [PERSON, TEXT],
        "{Send|Write} [0] {a message|the message|a text}: [1]|{Text|Message} [0]: [1]|Send the message [1] to [0].",
    ),
    Kind(
        "greet",
        "a greeting",
        "greet greet_user say_hello greeter",
        "Greets a person|Says hello to someone|Greets the user",
        [PERSON],
        "{Greet|Say hello to|Say hi to|Welcome} [0]{.|}|Please greet [0].",
        "{And [0].|Now [0].}",
    ),
    Kind(
        "timer",
        "a timer",
        "set_timer setTimer start_timer",
        "Starts a timer|Sets a timer in minutes",
        [MINUTES],
        "{Set|Start} a timer {for|of} [0] minutes{.|}|Timer, [0] minutes{.|}|Set a [0] minute timer{.|}",
    ),
    Kind(
        "alarm",
        "an alarm",
        "set_alarm setAlarm wake_up",
        "Sets an alarm|Sets the alarm clock",
        [TIME],
        "{Set|Put} {an|the|my} alarm {for|at|to} [0]{.|}|Wake me {up |}at [0]{.|}|I {must|have to} get up at [0].",
    ),
    Kind(
        "translate",
        "a translation",
        "translate translate_text translateText",
        "Translates a text|Translates words into a language",
        [WORD, LANGUAGE],
        "{Translate|Put} [0] {to|into} [1]{.|}|How do you say [0] in [1]?|{What's|What is} [0] in [1]?",
    ),
    Kind(
        "buy",
        "something to buy",
        "order_item orderItem buy place_order add_to_cart",
        "Orders an item|Places an order|Buys something",
        [ITEM, COUNT],
        "{Order|Buy|Get me} [1] [0]{.|}|{I want|I need|I would like|I'd like} {to buy |to order |}[1] [0]{, please|}.",
    ),
    Kind(
        "order",
        "the state of an order",
        "get_order_status getOrder track_order order_status",
        "Gets the state of an order|Tracks a parcel|Looks up an order",
        [CODE],
        (
            "{Where is|Where's} {my|the} order [0]?|{Track|Check|Find} {my |}order [0]{.|}|{What's|What is} the status of {order |}[0]?|Has {my"
            " |}order [0] {arrived|been sent}?"
        ),
        "{And [0]?|What about [0]?}",
    ),
    Kind(
        "user",
        "an entry",
        "get_user find_user lookup_user get_customer",
        "Gets a user by id|Finds a person by the code|Looks up a customer",
        [CODE],
        (
            "{Look up|Find|Get|Fetch} {the user|the customer|user|customer} [0]{.|}|Who is {the user |the customer |user |customer |}[0]?|Which"
            " {user|customer} has the {id|code} [0]?"
        ),
        "{And [0]?|What about [0]?}",
    ),
]

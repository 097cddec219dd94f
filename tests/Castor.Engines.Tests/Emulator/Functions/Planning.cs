using System.Text;
using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Functions;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Emulator.Functions;

/// <summary>Short ways to declare functions and to see what is called.</summary>
internal static class Planning
{
    public const string Concat = """{"name":"concatStringFunction","description":"this is a concat string function","parametersJsonSchema":{"type":"object","properties":{"firstString":{"type":"string"},"secondString":{"type":"string"}},"required":["firstString","secondString"]}}""";

    public const string Print = """{"name":"print","parametersJsonSchema":{"type":"object","properties":{"text":{"type":"string"},"color":{"type":"string","pattern":"red|blue|green|white"}},"required":["text","color"]}}""";

    public const string Weather = """{"name":"get_weather","description":"Gets the current weather for a place.","parameters":{"type":"OBJECT","properties":{"location":{"type":"STRING","description":"The city."},"unit":{"type":"STRING","enum":["celsius","fahrenheit"]}},"required":["location"]}}""";

    public const string Divide = """{"name":"customDivide","description":"Custom divide function","parametersJsonSchema":{"type":"object","properties":{"denominator":{"type":"number"},"numerator":{"type":"number"}}}}""";

    public const string Email = """{"name":"send_email","description":"Sends an email.","parameters":{"type":"OBJECT","properties":{"to":{"type":"STRING"},"subject":{"type":"STRING"},"body":{"type":"STRING"}},"required":["to","body"]}}""";

    public const string Lights = """{"name":"set_light_values","description":"Sets the brightness and color temperature of a light.","parameters":{"type":"OBJECT","properties":{"brightness":{"type":"INTEGER","minimum":0,"maximum":100},"color_temp":{"type":"STRING","enum":["daylight","cool","warm"]}},"required":["brightness","color_temp"]}}""";

    public const string Meeting = """{"name":"schedule_meeting","description":"Schedules a meeting with specified attendees at a given time and date.","parameters":{"type":"OBJECT","properties":{"attendees":{"type":"ARRAY","items":{"type":"STRING"}},"date":{"type":"STRING"},"time":{"type":"STRING"},"topic":{"type":"STRING"}},"required":["attendees","date","time","topic"]}}""";

    public const string Beep = """{"name":"beep","description":"Makes a sound."}""";

    public const string Add = """{"name":"add_numbers","parameters":{"type":"OBJECT","properties":{"a":{"type":"NUMBER"},"b":{"type":"NUMBER"}},"required":["a","b"]}}""";

    public const string Translate = """{"name":"translate_text","parameters":{"type":"OBJECT","properties":{"text":{"type":"STRING"},"target_language":{"type":"STRING"}},"required":["text","target_language"]}}""";

    public const string Search = """{"name":"search_web","parameters":{"type":"OBJECT","properties":{"query":{"type":"STRING"}},"required":["query"]}}""";

    public const string ReadFile = """{"name":"read_file","parameters":{"type":"OBJECT","properties":{"file_path":{"type":"STRING"},"start_line":{"type":"INTEGER"}},"required":["file_path"]}}""";

    public const string Shell = """{"name":"run_shell_command","parameters":{"type":"OBJECT","properties":{"command":{"type":"STRING"},"description":{"type":"STRING"}},"required":["command"]}}""";

    public const string Disco = """{"name":"power_disco_ball","parameters":{"type":"OBJECT","properties":{"power":{"type":"BOOLEAN"}},"required":["power"]}}""";

    public const string Chart = """{"name":"create_chart","parameters":{"type":"OBJECT","properties":{"title":{"type":"STRING"},"labels":{"type":"ARRAY","items":{"type":"STRING"}},"values":{"type":"ARRAY","items":{"type":"NUMBER"}}},"required":["title","labels","values"]}}""";

    public const string Convert = """{"name":"convert_currency","parameters":{"type":"OBJECT","properties":{"amount":{"type":"NUMBER"},"from":{"type":"STRING"},"to":{"type":"STRING"}},"required":["amount","from","to"]}}""";

    public static GenerateContentRequest Request(string contents, string functions, string? mode = null, string? allowed = null)
    {
        string config = mode is null ? "" : $",\"toolConfig\":{{\"functionCallingConfig\":{{\"mode\":\"{mode}\"{(allowed is null ? "" : $",\"allowedFunctionNames\":{allowed}")}}}}}";
        return WireJson.ReadForeign<GenerateContentRequest>(Encoding.UTF8.GetBytes(
            $"{{\"contents\":{contents},\"tools\":[{{\"functionDeclarations\":[{functions}]}}]{config}}}"));
    }

    public static string User(string text) => $"{{\"role\":\"user\",\"parts\":[{{\"text\":{JsonSerializer.Serialize(text)}}}]}}";

    public static string Called(string name, string args) => $"{{\"role\":\"model\",\"parts\":[{{\"functionCall\":{{\"name\":\"{name}\",\"args\":{args}}}}}]}}";

    public static string Answered(string name, string response) => $"{{\"role\":\"user\",\"parts\":[{{\"functionResponse\":{{\"name\":\"{name}\",\"response\":{response}}}}}]}}";

    public static IReadOnlyList<FunctionCall> Plan(GenerateContentRequest request, ModelEntry? model = null, ulong seed = 1) =>
        FunctionPlan.For(request, model ?? TestModels.Flash25, new EmulatorRandom(seed));

    /// <summary>The calls that a prompt leads to, as text.</summary>
    public static string[] Calls(string prompt, string functions, string? mode = null, string? allowed = null, ulong seed = 1) =>
        [.. Plan(Request($"[{User(prompt)}]", functions, mode, allowed), seed: seed).Select(Text)];

    /// <summary>The calls that a conversation leads to, as text.</summary>
    public static string[] Next(string functions, string? mode, params string[] contents) =>
        [.. Plan(Request($"[{string.Join(',', contents)}]", functions, mode)).Select(Text)];

    public static string Text(FunctionCall call) => call.Name + JsonSerializer.Serialize(call.Args, s_relaxed);

    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

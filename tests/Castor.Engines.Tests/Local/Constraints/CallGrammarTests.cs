using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Emulator;
using Castor.Engines.Local.Constraints;
using Castor.Engines.Schemas;
using Castor.Engines.Tests.Emulator.Schemas;
using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Inference.Quantization;
using Castor.Inference.Sampling;
using Castor.Inference.Synthesis;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Engines.Tests.Local.Constraints;

/// <summary>Whatever is drawn where functions may be called, the answer's reader finds text and valid calls, in both families' formats.</summary>
public sealed class CallGrammarTests : IDisposable
{
    private const int Requests = 80;
    private const int MostTokens = 600;

    private readonly string _folder = Directory.CreateTempSubdirectory("castor-calls-").FullName;

    [Theory]
    [InlineData("gemma-3-tiny", "ANY")]
    [InlineData("gemma-3-tiny", "AUTO")]
    [InlineData("gemma-4-tiny", "ANY")]
    [InlineData("gemma-4-tiny", "AUTO")]
    public void Draw_RandomDeclarations_AreCalledAsDeclared(string shape, string mode)
    {
        ITokenizer tokenizer = Synthesize(shape);
        ChatTemplate template = ChatTemplate.For(tokenizer);
        AnswerGrammars grammars = new(tokenizer, template);
        EmulatorRandom random = new(77);
        RandomSchemas schemas = new(random);
        int calls = 0;
        int held = 0;
        for (int i = 0; i < Requests; i++)
        {
            Dictionary<string, JsonElement> functions = new() { ["get_it"] = Declare(schemas), ["get"] = Declare(schemas) };
            GenerateContentRequest request = Request(functions, mode);
            ChatPrompt prompt = Prompt(functions, mode);
            Func<TokenConstraint> constrain;
            try
            {
                constrain = grammars.Constrain(request, prompt)!;
            }
            catch (ApiException)
            {
                continue;
            }

            held++;
            if (Draw(constrain(), tokenizer, random, mode) is not { } tokens)
            {
                continue;
            }

            List<ChatPart> parts = Read(template.ReadAnswer(prompt), tokens);
            Assert.DoesNotContain(parts, p => p is MalformedCallPart);
            ToolCallPart[] made = [.. parts.OfType<ToolCallPart>()];
            Assert.True(mode == "AUTO" || made.Length > 0, StreamingDetokenizer.Decode(tokenizer.Vocabulary, tokens));
            Assert.All(made, c => Assert.True(IsValid(c.Arguments, functions[c.Name]), $"{functions[c.Name]}\n{c.Arguments}"));
            calls += made.Length;
        }

        Assert.True(held > Requests / 2, $"{held} held");
        Assert.True(calls > 20, $"{calls} calls");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ITokenizer Synthesize(string shape)
    {
        string path = Path.Combine(_folder, shape + ".gguf");
        new ModelSynthesizer { Shape = ModelShapes.Find(shape)!, Recipe = QuantizationRecipe.Find("q8_0")! }.Write(path, TestContext.Current.CancellationToken);
        using GgufFile file = GgufFile.Open(path);
        return Tokenizer.Create(file.Metadata);
    }

    private static JsonElement Declare(RandomSchemas schemas)
    {
        while (true)
        {
            JsonObject schema = schemas.Next();
            if (schema["type"]?.GetValueKind() == JsonValueKind.String && schema["type"]!.GetValue<string>() == "object" && IsHeld(schema.ToJsonString()))
            {
                return JsonElement.Parse(schema.ToJsonString());
            }
        }
    }

    private static bool IsHeld(string schema)
    {
        try
        {
            Decoding.Compile(schema);
            return true;
        }
        catch (Exception e) when (e is SchemaRefusedException or ApiException)
        {
            return false;
        }
    }

    private static GenerateContentRequest Request(Dictionary<string, JsonElement> functions, string mode) => new()
    {
        Tools = [new Tool { FunctionDeclarations = [.. functions.Select(f => new FunctionDeclaration { Name = f.Key, ParametersJsonSchema = f.Value })] }],
        ToolConfig = new ToolConfig { FunctionCallingConfig = new FunctionCallingConfig { Mode = FunctionCallingMode.FromName(mode) } },
    };

    private static ChatPrompt Prompt(Dictionary<string, JsonElement> functions, string mode) => new()
    {
        Turns = [new ChatTurn(ChatRole.User, [new TextPart("Hello")])],
        Tools = [.. functions.Select(f => new ChatTool(f.Key, null, f.Value))],
        ToolUse = mode == "ANY" ? ChatToolUse.Required : ChatToolUse.Auto,
    };

    // In AUTO a call is what the model begins with, where it may: drawn blindly it would hardly ever begin one.
    private static List<int>? Draw(TokenConstraint constraint, ITokenizer tokenizer, EmulatorRandom random, string mode)
    {
        List<int> tokens = [];
        List<int> begin = [];
        Vocabulary vocabulary = tokenizer.Vocabulary;
        if (mode == "AUTO" && vocabulary.Find("<|tool_call>") is { } mark)
        {
            begin.Add(mark);
        }
        else if (mode == "AUTO")
        {
            tokenizer.Encode(random.Next(2) == 0 ? "{\"name\": \"get_it\"" : "Let me see.\n```json\n[\n  {\n    \"name\": \"get\"", begin);
        }

        while (tokens.Count < MostTokens)
        {
            int token = tokens.Count < begin.Count ? begin[tokens.Count] : Pick(constraint.Allowed, vocabulary, random, tokens.Count);
            Assert.True((constraint.Allowed[token >> 6] >> (token & 63) & 1) != 0, vocabulary.NameOf(token));
            constraint.Accept(token);
            tokens.Add(token);
            if (vocabulary.IsEndOfGeneration(token))
            {
                return tokens;
            }
        }

        return null;
    }

    private static int Pick(ReadOnlySpan<ulong> allowed, Vocabulary vocabulary, EmulatorRandom random, int count)
    {
        List<int> tokens = [];
        for (int word = 0; word < allowed.Length; word++)
        {
            for (ulong bits = allowed[word]; bits != 0; bits &= bits - 1)
            {
                tokens.Add((64 * word) + BitOperations.TrailingZeroCount(bits));
            }
        }

        Assert.NotEmpty(tokens);
        if (count < 60)
        {
            return tokens[random.Next(tokens.Count)];
        }

        // The way out: the end, then marks, then what closes; a string first where one is open.
        string[] ways = tokens.Count > 200 ? ["", "<|\"|>", "\""] : ["", "<tool_call|>", "}", "]", "<|\"|>", "\"", "\n", "null", "0", "1"];
        foreach (string way in ways)
        {
            int found = tokens.FindIndex(t => way.Length == 0 ? vocabulary.IsEndOfGeneration(t) : vocabulary.NameOf(t) == way);
            if (found >= 0)
            {
                return tokens[found];
            }
        }

        return tokens[random.Next(tokens.Count)];
    }

    private static List<ChatPart> Read(ChatAnswerReader reader, List<int> tokens)
    {
        List<ChatPart> parts = [];
        foreach (int token in tokens)
        {
            reader.Add(token, parts);
        }

        reader.Finish(parts);
        return parts;
    }

    private static bool IsValid(JsonElement value, JsonElement schema) =>
        new InstanceValidator(new GenerationBudget(), asDouble: false).IsValid(Datum.From(value), JsonSchemaCompiler.Compile(schema));
}

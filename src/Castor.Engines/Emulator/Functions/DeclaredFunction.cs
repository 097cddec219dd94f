using System.Text.Json;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Functions;

/// <summary>A function of the request, with what is needed to recognise it in a prompt and to call it.</summary>
internal sealed class DeclaredFunction
{
    private readonly FunctionDeclaration _declaration;
    private readonly string _place;
    private readonly DeclarationWords _words;
    private CompiledSchema? _parameters;

    /// <summary>Reads a declaration.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="place">Where it stands in the request, for the texts of errors.</param>
    public DeclaredFunction(FunctionDeclaration declaration, string place)
    {
        _declaration = declaration;
        _place = place;
        Name = declaration.Name ?? "";
        _words = DeclarationWords.OfName(Name);
        DescriptionWords = DeclarationWords.OfDescription(declaration.Description);
        Parameters = ReadParameters(declaration);
    }

    public string Name { get; }

    /// <summary>The words of the name.</summary>
    public IReadOnlyList<string> NameWords => _words.All;

    /// <summary>What those words of the name mean that tell the function from others.</summary>
    public IReadOnlyList<string> TellingWords => _words.Telling;

    /// <summary>Whether the name has none but words that many functions share.</summary>
    public bool IsGeneral => _words.IsGeneral;

    /// <summary>What the words of the description's first sentence mean.</summary>
    public IReadOnlyList<string> DescriptionWords { get; }

    /// <summary>The parameters, with the values of their enums.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Enum)> Parameters { get; }

    /// <summary>The schema of the arguments; always of an object.</summary>
    /// <exception cref="ApiException">The schema means nothing.</exception>
    public CompiledSchema Schema => _parameters ??= Compile();

    /// <summary>How many numbers the function takes.</summary>
    public int CountNumbers()
    {
        var shape = new ObjectShape(Goal.Of([Schema.Root]), new GenerationBudget());
        int count = 0;
        foreach (string name in shape.Names)
        {
            JsonKinds kinds = Goal.Of(shape.WantedFor(name)).Kinds & ~JsonKinds.Null;
            count += kinds != JsonKinds.None && (kinds & ~JsonKinds.Number) == 0 ? 1 : 0;
        }

        return count;
    }

    private CompiledSchema Compile()
    {
        CompiledSchema schema = _declaration.Parameters is { } parameters ? SchemaCompiler.Compile(parameters, _place + ".parameters")
            : _declaration.ParametersJsonSchema is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json
                ? SchemaCompiler.Compile(json, _place + ".parameters_json_schema")
            : new CompiledSchema(new SchemaNode { Height = 0 }, _place);
        return schema with { Root = new SchemaNode { Kinds = JsonKinds.Object, AllOf = [schema.Root], Height = schema.Root.Height } };
    }

    private static List<(string, IReadOnlyList<string>)> ReadParameters(FunctionDeclaration declaration)
    {
        var parameters = new List<(string, IReadOnlyList<string>)>();
        foreach ((string name, Schema schema) in declaration.Parameters?.Properties ?? new Dictionary<string, Schema>())
        {
            parameters.Add((name, schema.Enum ?? []));
        }

        if (declaration.ParametersJsonSchema is { ValueKind: JsonValueKind.Object } json
            && json.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                parameters.Add((property.Name, EnumOf(property.Value)));
            }
        }

        return parameters;
    }

    private static List<string> EnumOf(JsonElement schema)
    {
        var values = new List<string>();
        if (schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("enum", out JsonElement list) && list.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement value in list.EnumerateArray())
            {
                if (value.ValueKind == JsonValueKind.String)
                {
                    values.Add(value.GetString()!);
                }
            }
        }

        return values;
    }
}

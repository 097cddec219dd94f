using System.Text;
using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Local.Constraints;

/// <summary>What a request says of the form of its answer: the content that it has to have, and the functions that may be called.</summary>
internal sealed class AnswerForm
{
    private const string ConfigPlace = "GenerateContentRequest.generation_config.";

    private readonly StringBuilder _key = new();

    private AnswerForm()
    {
    }

    /// <summary>Whether the answer is JSON.</summary>
    public bool IsJson { get; private set; }

    /// <summary>Whether the answer is the bare text of one value of an enum.</summary>
    public bool IsEnumText { get; private set; }

    /// <summary>The schema of the content; null for any JSON, or text.</summary>
    public Func<CompiledSchema>? Content { get; private set; }

    /// <summary>The functions that may be called.</summary>
    public List<(string Name, Func<CompiledSchema>? Parameters)> Functions { get; } = [];

    /// <summary>What tells this form from others.</summary>
    public string Key => _key.ToString();

    /// <summary>Reads a request.</summary>
    public static AnswerForm Read(GenerateContentRequest request)
    {
        var form = new AnswerForm();
        form.ReadContent(request.GenerationConfig);
        FunctionCallingConfig? calling = request.ToolConfig?.FunctionCallingConfig;
        if (calling?.Mode != FunctionCallingMode.None)
        {
            form.ReadFunctions(request.Tools ?? [], calling);
        }

        return form;
    }

    private void ReadContent(GenerationConfig? config)
    {
        IsJson = config?.ResponseMimeType == "application/json";
        IsEnumText = config?.ResponseMimeType == "text/x.enum";
        _key.Append(config?.ResponseMimeType);
        if (!IsJson && !IsEnumText)
        {
            return;
        }

        if (config!.ResponseSchema is { } schema)
        {
            _key.Append('\n').Append(ToText(schema));
            Content = () => SchemaCompiler.Compile(schema, ConfigPlace + "response_schema");
        }
        else if ((config.ResponseJsonSchema ?? config.LegacyResponseJsonSchema) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json)
        {
            _key.Append("\njson ").Append(json.GetRawText());
            Content = () => SchemaCompiler.Compile(json, ConfigPlace + "response_json_schema");
        }
    }

    private void ReadFunctions(IReadOnlyList<Tool> tools, FunctionCallingConfig? calling)
    {
        _key.Append("\nmode ").Append(calling?.Mode?.Value);
        for (int i = 0; i < tools.Count; i++)
        {
            IReadOnlyList<FunctionDeclaration> functions = tools[i].FunctionDeclarations ?? [];
            for (int j = 0; j < functions.Count; j++)
            {
                string name = functions[j].Name ?? "";
                if (calling?.AllowedFunctionNames is not { Count: > 0 } allowed || allowed.Contains(name))
                {
                    AddFunction(functions[j], name, $"GenerateContentRequest.tools[{i}].function_declarations[{j}].");
                }
            }
        }
    }

    private void AddFunction(FunctionDeclaration function, string name, string place)
    {
        _key.Append("\nfunction ").Append(name).Append(' ');
        Func<CompiledSchema>? compile = null;
        if (function.Parameters is { } parameters)
        {
            _key.Append(ToText(parameters));
            compile = () => SchemaCompiler.Compile(parameters, place + "parameters");
        }
        else if (function.ParametersJsonSchema is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json)
        {
            _key.Append("json ").Append(json.GetRawText());
            compile = () => SchemaCompiler.Compile(json, place + "parameters_json_schema");
        }

        Functions.Add((name, compile));
    }

    private static string ToText(Schema schema)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        WireJson.Write(buffer, schema, JsonStyle.Compact);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Text.Json;

namespace Castor.Engines.Schemas;

/// <summary>Compiles JSON Schema (draft 2020-12, and the older spellings that generators of schemas still write).</summary>
internal sealed class JsonSchemaCompiler
{
    /// <summary>Schemas with more parts are refused.</summary>
    public const int MostSchemas = 10_000;

    private readonly SchemaReferences _references;
    private readonly Dictionary<string, SchemaNode> _byPointer = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode Node, SchemaLocation Target)> _pending = new();
    private readonly List<SchemaNode> _nodes = [];

    private JsonSchemaCompiler(JsonElement root) => _references = new SchemaReferences(root);

    /// <summary>Compiles a schema.</summary>
    /// <exception cref="SchemaDefectException">A reference has no target, or a pattern is no regular expression.</exception>
    public static SchemaNode Compile(JsonElement schema)
    {
        var compiler = new JsonSchemaCompiler(schema);
        SchemaNode root = compiler.Compile(compiler._references.Root);
        // A queue and no recursion: a chain of references may be longer than the stack is deep.
        while (compiler._pending.TryDequeue(out (SchemaNode Node, SchemaLocation Target) pending))
        {
            pending.Node.Reference = compiler.Compile(pending.Target);
        }

        compiler.RefuseReferenceLoops();
        SchemaHeights.Set(compiler._nodes);
        return root;
    }

    /// <summary>Parses a pattern.</summary>
    /// <exception cref="SchemaDefectException">It is no regular expression.</exception>
    public static SchemaPattern ParsePattern(string pattern, string path)
    {
        try
        {
            return SchemaPattern.Parse(pattern);
        }
        catch (PatternSyntaxException e)
        {
            throw new SchemaDefectException(path, $"the pattern \"{pattern}\" is not a regular expression: {e.Message}");
        }
    }

    private SchemaNode Compile(SchemaLocation location)
    {
        location = _references.Enter(location);
        if (_byPointer.TryGetValue(location.Pointer, out SchemaNode? known))
        {
            return known;
        }

        var node = new SchemaNode { Path = location.Pointer };
        _byPointer.Add(location.Pointer, node);
        _nodes.Add(node);
        if (_nodes.Count > MostSchemas)
        {
            throw GenerationBudget.TooMuch();
        }

        if (location.Element.ValueKind == JsonValueKind.False)
        {
            node.Never = true;
        }
        else if (location.Element.ValueKind == JsonValueKind.Object)
        {
            Fill(node, new SchemaReader(location, Compile));
        }
        else if (location.Element.ValueKind != JsonValueKind.True)
        {
            throw new SchemaDefectException(location.Pointer, "a schema must be an object or a boolean");
        }

        return node;
    }

    private void Fill(SchemaNode node, SchemaReader reader)
    {
        node.Title = reader.String("title");
        node.Description = reader.String("description");
        node.Format = reader.String("format");
        node.Kinds = reader.Kinds();
        node.Enum = reader.Enum();
        node.Examples = reader.Examples();
        node.Numbers = reader.Numbers();
        node.Strings = reader.Strings();
        node.Arrays = reader.Arrays();
        node.Objects = reader.Objects();
        node.Unread = reader.Unread(reader.String("$dynamicRef") is { } dynamic && _references.IsAmbiguous(dynamic));
        node.UnevaluatedProperties = node.Unread.Contains("unevaluatedProperties") ? reader.Schema("unevaluatedProperties") : null;
        node.UnevaluatedItems = node.Unread.Contains("unevaluatedItems") ? reader.Schema("unevaluatedItems") : null;
        node.AllOf = reader.Schemas("allOf");
        node.AnyOf = reader.Schemas("anyOf");
        node.OneOf = reader.Schemas("oneOf");
        node.Not = reader.Schema("not");
        node.If = reader.Schema("if");
        node.Then = node.If is null ? null : reader.Schema("then");
        node.Else = node.If is null ? null : reader.Schema("else");
        if ((reader.String("$ref") ?? reader.String("$dynamicRef")) is { } reference)
        {
            SchemaLocation target = _references.Resolve(reference, reader.Location)
                ?? throw new SchemaDefectException(node.Path, $"the reference \"{reference}\" has no target");
            _pending.Enqueue((node, target));
        }
    }

    private void RefuseReferenceLoops()
    {
        var done = new HashSet<SchemaNode>();
        var walk = new HashSet<SchemaNode>();
        foreach (SchemaNode start in _nodes)
        {
            walk.Clear();
            for (SchemaNode? node = start; node is not null && done.Add(node); node = node.Reference)
            {
                walk.Add(node);
                if (node.Reference is { } target && walk.Contains(target))
                {
                    throw new SchemaDefectException(node.Path, "the references lead in a circle without a schema");
                }
            }
        }
    }
}

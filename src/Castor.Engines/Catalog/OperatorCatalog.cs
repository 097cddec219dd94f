using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>Reads an operator's catalogue file onto the built-in rows and those of local weights: new models, overridden fields, aliases.</summary>
internal sealed class OperatorCatalog
{
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private readonly string _path;
    private readonly byte[] _utf8;
    private readonly IReadOnlyCollection<string> _engines;
    private readonly LocalCatalog? _local;
    private readonly Dictionary<string, JsonObject> _rows = new(StringComparer.Ordinal);
    private readonly List<ModelEntry> _entries = [];

    private OperatorCatalog(string path, byte[] utf8, IReadOnlyCollection<string> engines, LocalCatalog? local)
    {
        _path = path;
        _utf8 = utf8;
        _engines = engines;
        _local = local;
        foreach (JsonObject row in BuiltInCatalog.ReadRows())
        {
            Put(CatalogFileModel.IdOf(row["name"]!.GetValue<string>()), row);
        }

        foreach (ModelEntry entry in local?.OfThisMachine() ?? [])
        {
            Put(entry.Id, RowOf(entry));
        }
    }

    /// <summary>The entries in listing order.</summary>
    /// <exception cref="CatalogFileException">The file cannot be read or has a mistake.</exception>
    public static IReadOnlyList<ModelEntry> Read(string path, IReadOnlyCollection<string> engines, LocalCatalog? local)
    {
        var catalog = new OperatorCatalog(path, ReadBytes(path), engines, local);
        CatalogFile file = catalog.Parse();
        catalog.AddModels(file.Models, JsonNode.Parse(catalog._utf8, documentOptions: s_lenient)!["models"]?.AsArray());
        catalog.AddAliases(file.Aliases);
        return catalog._entries;
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(path);
            return bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogFileException(path, 0, 0, $"cannot be read: {e.Message}");
        }
    }

    private CatalogFile Parse()
    {
        try
        {
            return JsonSerializer.Deserialize(_utf8, CatalogJsonContext.Default.CatalogFile) ?? throw new JsonException("the file must hold an object");
        }
        catch (JsonException e)
        {
            throw new CatalogFileException(_path, (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, JsonMistake.Describe(e));
        }
    }

    private void AddModels(IReadOnlyList<CatalogFileModel> models, JsonArray? patches)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < models.Count; i++)
        {
            string path = $"models[{i}]";
            CatalogFileModel? model = models[i];
            if (model is null || model.Id.Length == 0)
            {
                throw Mistake(path, "a model needs a name");
            }

            CheckId(model.Id, $"{path}.name");
            if (!seen.Add(model.Id))
            {
                throw Mistake($"{path}.name", $"'{model.Id}' is in this file already");
            }

            CheckEngine(model.Engine, $"{path}.engine");
            JsonObject row = Merge(BaseRow(model, path), patches![i]!.AsObject());
            row.Remove("like");
            Put(model.Id, row);
            CheckRow(_entries.Single(e => e.Id == model.Id), path);
        }
    }

    /// <summary>The row that a model overrides: that of the model it is like, of its weights, its own, or none.</summary>
    private JsonObject BaseRow(CatalogFileModel model, string path)
    {
        ModelEntry? weights = WeightsOf(model, path);
        if (model.Like is null)
        {
            return weights is not null ? RowOf(weights) : _rows.TryGetValue(model.Id, out JsonObject? own) ? own : [];
        }

        string likeId = CatalogFileModel.IdOf(model.Like);
        ModelEntry like = Find(likeId) ?? throw Mistake($"{path}.like", $"no model '{likeId}' to be like");
        JsonObject row = _rows[like.Id].DeepClone().AsObject();
        row["displayName"] = model.Id;
        row.Remove("description");
        row["answeredBy"] = weights is not null ? weights.AnsweredBy
            : like.Engine == LocalEngine.EngineName && model.Weights is null ? like.ModelVersion
            : null;
        (row["castor"] as JsonObject)?.Remove("aliases");
        return row;
    }

    private ModelEntry? WeightsOf(CatalogFileModel model, string path)
    {
        if (_local is null || model.Engine != LocalEngine.EngineName || model.Weights is not { Length: > 0 } weights)
        {
            return null;
        }

        try
        {
            return _local.Serve(model.Id, weights);
        }
        catch (Exception e) when (e is LocalModelException or IOException or UnauthorizedAccessException)
        {
            throw Mistake($"{path}.weights", e.Message);
        }
    }

    // A published model keeps its name and description when weights answer for it.
    private JsonObject RowOf(ModelEntry local)
    {
        Model model = local.Model;
        if (Find(local.Id)?.Model is { } known)
        {
            model = model with { DisplayName = known.DisplayName, Description = known.Description, Version = known.Version };
        }

        return JsonSerializer.SerializeToNode(CatalogFileModel.Of(local with { Model = model }), CatalogJsonContext.Default.CatalogFileModel)!.AsObject();
    }

    private void AddAliases(IReadOnlyDictionary<string, CatalogFileAlias> aliases)
    {
        // Against the models alone, so that the order of aliases does not matter and none can run in a circle.
        var resolved = new List<ModelEntry>();
        foreach ((string name, CatalogFileAlias? alias) in aliases)
        {
            string path = $"aliases.{name}";
            string id = CatalogFileModel.IdOf(name);
            CheckId(id, path);
            string targetId = CatalogFileModel.IdOf(alias?.Model ?? "");
            ModelEntry target = Find(targetId) ?? throw Mistake(
                $"{path}.model",
                targetId.Length == 0 ? "an alias needs a model"
                : aliases.ContainsKey(targetId) ? $"'{targetId}' is an alias itself; name the model behind it"
                : $"no model '{targetId}' in the catalogue");
            CheckEngine(alias!.Engine, $"{path}.engine");
            resolved.Add(target with
            {
                Model = target.Model with { Name = CatalogFileModel.NamePrefix + id },
                Engine = alias.Engine ?? target.Engine,
                AnsweredBy = target.Id == id ? target.AnsweredBy : target.ModelVersion,
                Traits = target.Traits with { Aliases = target.Id == id ? target.Traits.Aliases : [] },
            });
        }

        resolved.ForEach(Put);
    }

    private void Put(string id, JsonObject row)
    {
        _rows[id] = row;
        Put(row.Deserialize(CatalogJsonContext.Default.CatalogFileModel)!.ToEntry());
    }

    private void Put(ModelEntry entry)
    {
        int index = _entries.FindIndex(e => e.Id == entry.Id);
        if (index < 0)
        {
            _entries.Add(entry);
        }
        else
        {
            _entries[index] = entry;
        }
    }

    private ModelEntry? Find(string id) =>
        _entries.Find(e => e.Id == id) ?? _entries.Find(e => e.Traits.Aliases.Contains(id));

    private void CheckRow(ModelEntry entry, string path)
    {
        CatalogRules.Check(entry, (field, reason) => throw Mistake($"{path}.{field}", reason));
        for (int i = 0; i < entry.Traits.Aliases.Count; i++)
        {
            if (_entries.Exists(e => e.Id == entry.Traits.Aliases[i]))
            {
                throw Mistake($"{path}.castor.aliases[{i}]", $"'{entry.Traits.Aliases[i]}' is a model; put it under \"aliases\" to have another answer for it");
            }
        }
    }

    private void CheckId(string id, string path)
    {
        if (!CatalogRules.IsModelId(id))
        {
            throw Mistake(path, $"'{id}' is no model name: letters, digits, '.', '-', '_' and ':' make one");
        }
    }

    private void CheckEngine(string? engine, string path)
    {
        if (engine is not null && !_engines.Contains(engine))
        {
            throw Mistake(path, $"no engine '{engine}'; this server has: {string.Join(", ", _engines)}");
        }
    }

    private CatalogFileException Mistake(string path, string reason)
    {
        (long line, long column) = new JsonPositions(_utf8).Find(path);
        return new CatalogFileException(_path, line, column, reason);
    }

    private static JsonObject Merge(JsonObject row, JsonObject patch)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                row.Remove(name);
            }
            else
            {
                row[name] = value is JsonObject inner && row[name] is JsonObject outer ? Merge(outer, inner).DeepClone() : value.DeepClone();
            }
        }

        return row;
    }
}

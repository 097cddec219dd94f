using System.Diagnostics.CodeAnalysis;

namespace Castor.Protocol.Json.FrontEnd;

/// <summary>A message type and its fields, by either name.</summary>
internal sealed class MessageDescriptor(string typeName)
{
    /// <summary>The message form of durations and timestamps.</summary>
    public static readonly MessageDescriptor Time = DescribeTime();

    private readonly Dictionary<string, FieldDescriptor> _byName = new(StringComparer.Ordinal);

    private readonly List<FieldDescriptor> _fields = [];

    public string TypeName { get; } = typeName;

    public IReadOnlyList<FieldDescriptor> Fields => _fields;

    public void Add(FieldDescriptor field, string jsonName)
    {
        _byName[jsonName] = field;
        _byName.TryAdd(field.ProtoName, field);
        if (field.ProtoName == jsonName && !jsonName.StartsWith('_'))
        {
            _byName.TryAdd(ToCamelCase(jsonName), field);
        }

        _fields.Add(field);
    }

    public bool TryFind(string name, [NotNullWhen(true)] out FieldDescriptor? field) => _byName.TryGetValue(name, out field);

    /// <summary>The other name of fields whose JSON is written with their proto names.</summary>
    private static string ToCamelCase(string protoName) => string.Concat(protoName.Split('_', StringSplitOptions.RemoveEmptyEntries)
        .Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));

    private static MessageDescriptor DescribeTime()
    {
        var time = new MessageDescriptor("");
        time.Add(new FieldDescriptor("seconds", "seconds", FieldKind.Int64) { Index = 0 }, "seconds");
        time.Add(new FieldDescriptor("nanos", "nanos", FieldKind.Int32) { Index = 1 }, "nanos");
        return time;
    }
}

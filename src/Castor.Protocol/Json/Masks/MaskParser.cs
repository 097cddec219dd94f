using Castor.Protocol.Json.FrontEnd;

namespace Castor.Protocol.Json;

/// <summary>Parses the text of a mask along a message type.</summary>
internal static class MaskParser
{
    private const int MaxDepth = 64;

    /// <summary>Parses a mask; the answer says what is wrong with it, null for nothing.</summary>
    public static string? TryParse(string fields, MessageDescriptor type, out MaskNode root)
    {
        root = new MaskNode();
        Stack<string> prefixes = [];
        int start = 0;
        for (int i = 0; i <= fields.Length; i++)
        {
            char letter = i == fields.Length ? ',' : fields[i];
            if (letter is not (',' or '(' or ')'))
            {
                continue;
            }

            string segment = fields[start..i].Trim();
            start = i + 1;
            string path = Join(prefixes.TryPeek(out string? prefix) ? prefix : "", segment);
            if (letter == '(')
            {
                prefixes.Push(path);
            }
            else if (segment.Length > 0 && Add(root, type, path) is { } mistake)
            {
                return mistake;
            }

            if (letter == ')' && !prefixes.TryPop(out _))
            {
                return $"Invalid FieldMask '{fields}'. Cannot find matching '(' for all ')'.";
            }
        }

        return prefixes.Count > 0 ? $"Invalid FieldMask '{fields}'. Cannot find matching ')' for all '('." : null;
    }

    private static string Join(string prefix, string segment) =>
        prefix.Length == 0 ? segment : segment.Length == 0 ? prefix : $"{prefix}/{segment}";

    private static string? Add(MaskNode root, MessageDescriptor type, string path)
    {
        string[] names = path.Split('/', '.');
        MaskNode node = root;
        MessageDescriptor? message = type;
        bool isFree = false;
        foreach (string name in names)
        {
            FieldDescriptor? field = null;
            bool isKnown = names.Length <= MaxDepth && (isFree || name == "*" || (message is not null && message.TryFind(name, out field)));
            if (!isKnown || (message is null && !isFree))
            {
                return $"Error expanding 'fields' parameter. Cannot find matching fields for path '{string.Join('.', names)}'.";
            }

            node = node.Child(name == "*" ? null : field?.JsonName.Value ?? name);

            // Nothing is known of what lies below any JSON, a map's keys or a wildcard.
            isFree |= name == "*" || (field is not null && (field.IsMap || field.Kind is FieldKind.Struct or FieldKind.Value));
            message = field?.Message;
        }

        node.IsWhole = true;
        return null;
    }
}

using Castor.Protocol.ApiKeys;
using Castor.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>Which fields of a key a change is about: those of <c>updateMask</c>, else those that are set.</summary>
internal readonly record struct KeyMask(bool DisplayName, bool Restrictions, bool Annotations)
{
    public static KeyMask Read(HttpRequest request, ApiKeyResource wanted)
    {
        string text = QueryFields.Value(request, "updateMask");
        if (text.Length == 0)
        {
            return new KeyMask(wanted.DisplayName is not null, wanted.Restrictions is not null, wanted.Annotations is not null);
        }

        KeyMask mask = default;
        foreach (string field in text.Split(',', StringSplitOptions.TrimEntries))
        {
            mask = field switch
            {
                "*" => new KeyMask(true, true, true),
                "displayName" or "display_name" => mask with { DisplayName = true },
                "restrictions" => mask with { Restrictions = true },
                "annotations" => mask with { Annotations = true },
                _ => throw ApiKeyErrors.Invalid("update_mask", $"'{field}' cannot be changed: take some of displayName, restrictions, annotations."),
            };
        }

        return mask;
    }
}

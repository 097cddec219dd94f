using System.Globalization;
using Castor.Protocol;
using Castor.Protocol.ApiKeys;
using Castor.Protocol.Json;
using Castor.Server.Identity;
using Castor.Storage.Keys;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>Keys as they are stored, and as the API Keys API has them.</summary>
internal static class ApiKeyShape
{
    /// <summary>The annotation that limits a key to models, which Google's keys cannot be.</summary>
    public const string ModelsAnnotation = "castor.models";

    private const int LongestName = 63;
    private const int MostAnnotations = 64;
    private const int LongestAnnotation = 1024;

    public static bool IsId(string id) =>
        id.Length is > 0 and <= LongestName
        && char.IsAsciiLetterLower(id[0])
        && id[^1] != '-'
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Changes with what can be changed of a key.</summary>
    public static string Etag(ApiKey key) =>
        string.Create(CultureInfo.InvariantCulture, $"W/\"{key.UpdateTime.ToUnixTimeMilliseconds():x}-{key.DeleteTime?.ToUnixTimeMilliseconds() ?? 0:x}\"");

    public static ApiKeyResource Show(ApiKey key) => new()
    {
        Name = Name(key),
        Uid = key.Id,
        DisplayName = key.DisplayName.Length > 0 ? key.DisplayName : null,
        CreateTime = ProtoTimestamp.FromDateTimeOffset(key.CreateTime),
        UpdateTime = ProtoTimestamp.FromDateTimeOffset(key.UpdateTime),
        DeleteTime = key.DeleteTime is { } deleted ? ProtoTimestamp.FromDateTimeOffset(deleted) : null,
        Annotations = ShowAnnotations(key),
        Restrictions = ShowRestrictions(key.Restrictions),
        Etag = Etag(key),
    };

    public static LookupKeyResponse ShowOwner(ApiKey key) => new() { Parent = Parent(key), Name = Name(key) };

    public static string DisplayName(ApiKeyResource key)
    {
        string name = key.DisplayName?.Trim() ?? "";
        return name.Length <= LongestName && !name.Any(char.IsControl)
            ? name
            : throw ApiKeyErrors.Invalid("key.display_name", $"A name has at most {LongestName} characters and no control characters.");
    }

    public static IReadOnlyDictionary<string, string> Annotations(ApiKeyResource key)
    {
        IReadOnlyDictionary<string, string> all = key.Annotations ?? new Dictionary<string, string>();
        return all.Count <= MostAnnotations && all.All(pair => pair.Key.Length + pair.Value.Length <= LongestAnnotation)
            ? all.Where(pair => pair.Key != ModelsAnnotation).ToDictionary()
            : throw ApiKeyErrors.Invalid("key.annotations", $"There are at most {MostAnnotations} annotations of at most {LongestAnnotation} characters.");
    }

    private static string Parent(ApiKey key) => $"projects/{key.Project}/locations/global";

    private static string Name(ApiKey key) => $"{Parent(key)}/keys/{key.ResourceId}";

    /// <summary>What a new key is limited to.</summary>
    public static ApiKeyRestrictions Restrictions(ApiKeyResource key) => Check(Models(key, ReadRestrictions(key.Restrictions)));

    /// <summary>What a changed key is limited to: what the change is not about stays.</summary>
    public static ApiKeyRestrictions Restrictions(ApiKeyResource wanted, ApiKey key, KeyMask mask)
    {
        ApiKeyRestrictions restrictions = mask.Restrictions ? ReadRestrictions(wanted.Restrictions) with { Models = key.Restrictions.Models } : key.Restrictions;
        return Check(mask.Annotations ? Models(wanted, restrictions) : restrictions);
    }

    private static ApiKeyRestrictions Models(ApiKeyResource key, ApiKeyRestrictions restrictions) => restrictions with
    {
        Models = key.Annotations?.GetValueOrDefault(ModelsAnnotation)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
    };

    private static ApiKeyRestrictions Check(ApiKeyRestrictions restrictions) =>
        KeyPolicy.FindMistakes(restrictions) is [var mistake, ..] ? throw ApiKeyErrors.Invalid("key.restrictions", mistake + ".") : restrictions;

    private static ApiKeyRestrictions ReadRestrictions(ApiKeyResourceRestrictions? wanted)
    {
        if (wanted?.AndroidKeyRestrictions is not null)
        {
            throw ApiException.Unimplemented("key.restrictions.android_key_restrictions");
        }

        if (wanted?.IosKeyRestrictions is not null)
        {
            throw ApiException.Unimplemented("key.restrictions.ios_key_restrictions");
        }

        IReadOnlyList<ApiTarget> targets = wanted?.ApiTargets ?? [];
        string[][] methods = [.. targets.Select(target => (target.Methods ?? []).Select(BareMethod).Distinct().Order().ToArray())];
        return methods.Skip(1).All(list => list.SequenceEqual(methods[0]))
            ? new ApiKeyRestrictions
            {
                Services = [.. targets.Select(target => target.Service ?? "").Distinct()],
                Methods = methods.FirstOrDefault() ?? [],
                Referrers = wanted?.BrowserKeyRestrictions?.AllowedReferrers ?? [],
                Ips = wanted?.ServerKeyRestrictions?.AllowedIps ?? [],
            }
            : throw ApiKeyErrors.Invalid("key.restrictions.api_targets", "All targets of a key have the same methods.");
    }

    /// <summary>The last part of a full name, in the spelling of the path: <c>google....GenerateContent</c> is <c>generateContent</c>.</summary>
    private static string BareMethod(string name)
    {
        string last = name[(name.LastIndexOf('.') + 1)..];
        return last.Length > 0 ? char.ToLowerInvariant(last[0]) + last[1..] : last;
    }

    private static Dictionary<string, string>? ShowAnnotations(ApiKey key)
    {
        var all = key.Annotations.ToDictionary();
        if (key.Restrictions.Models.Count > 0)
        {
            all[ModelsAnnotation] = string.Join(',', key.Restrictions.Models);
        }

        return all.Count > 0 ? all : null;
    }

    private static ApiKeyResourceRestrictions? ShowRestrictions(ApiKeyRestrictions restrictions)
    {
        IReadOnlyList<string> services = restrictions.Services.Count == 0 && restrictions.Methods.Count > 0 ? ApiMethods.Services : restrictions.Services;
        return services.Count == 0 && restrictions.Referrers.Count == 0 && restrictions.Ips.Count == 0
            ? null
            : new ApiKeyResourceRestrictions
            {
                BrowserKeyRestrictions = restrictions.Referrers.Count > 0 ? new BrowserKeyRestrictions { AllowedReferrers = restrictions.Referrers } : null,
                ServerKeyRestrictions = restrictions.Ips.Count > 0 ? new ServerKeyRestrictions { AllowedIps = restrictions.Ips } : null,
                ApiTargets = services.Count > 0
                    ? [.. services.Select(service => new ApiTarget { Service = service, Methods = restrictions.Methods.Count > 0 ? restrictions.Methods : null })]
                    : null,
            };
    }
}

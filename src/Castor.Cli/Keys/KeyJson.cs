using System.Text.Json;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary>Writes keys for programs.</summary>
internal static class KeyJson
{
    public static string Write(IReadOnlyList<ApiKey> keys) => JsonSerializer.Serialize([.. keys.Select(View)], KeyJsonContext.Default.KeyViewArray);

    public static string Write(ApiKey key) => JsonSerializer.Serialize(View(key), KeyJsonContext.Default.KeyView);

    private static KeyView View(ApiKey key) => new(
        key.Id,
        key.DisplayName,
        key.Last4,
        key.Project,
        KeyText.Time(key.CreateTime),
        key.LastUsedTime is null ? null : KeyText.Time(key.LastUsedTime),
        key.DeleteTime is null ? null : KeyText.Time(key.DeleteTime),
        key.Restrictions);
}

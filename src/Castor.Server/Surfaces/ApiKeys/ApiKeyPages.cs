using System.Text;
using Castor.Protocol.ApiKeys;
using Castor.Server.Http;
using Castor.Storage.Keys;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>The pages of a list of keys; a token is the id of the last key of the page before, in base64.</summary>
internal static class ApiKeyPages
{
    private const int DefaultSize = 50;
    private const int LargestSize = 300;

    public static ListKeysResponse Get(ApiKey[] keys, PageQuery page)
    {
        if (page.Size < 0)
        {
            throw ApiKeyErrors.Invalid("page_size", "The page size must not be negative.");
        }

        int start = 0;
        if (page.Token.Length > 0)
        {
            start = 1 + Array.FindIndex(keys, key => Token(key) == page.Token);
            if (start == 0)
            {
                throw ApiKeyErrors.Invalid("page_token", "Invalid page token.");
            }
        }

        int end = Math.Min(start + (page.Size == 0 ? DefaultSize : Math.Min(page.Size, LargestSize)), keys.Length);
        return new ListKeysResponse
        {
            Keys = end > start ? [.. keys[start..end].Select(ApiKeyShape.Show)] : null,
            NextPageToken = end < keys.Length ? Token(keys[end - 1]) : null,
        };
    }

    private static string Token(ApiKey key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key.Id)).TrimEnd('=');
}

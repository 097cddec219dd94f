using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>
/// The pages of <c>models.list</c>. A token is, as Google's is, the base64 of a protobuf message whose field 1 is the
/// last name of the page before.
/// </summary>
/// <param name="models">The models in listing order.</param>
internal sealed class ModelPages(IReadOnlyList<Model> models)
{
    private const int DefaultSize = 50;
    private const int LargestSize = 1000;
    private const byte NameField = 0x0A;

    public ListModelsResponse Get(int? pageSize, string? pageToken)
    {
        if (pageSize < 0)
        {
            throw Refusal("page_size", "The page size must not be negative.");
        }

        int start = string.IsNullOrEmpty(pageToken) ? 0 : StartAfter(pageToken);
        int count = Math.Min(pageSize is null or 0 ? DefaultSize : Math.Min(pageSize.Value, LargestSize), models.Count - start);
        Model[] page = [.. models.Skip(start).Take(count)];
        return new ListModelsResponse
        {
            Models = page,
            NextPageToken = start + count < models.Count ? Token(page[^1].Name!) : null,
        };
    }

    private static string Token(string name)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        return Convert.ToBase64String([NameField, (byte)utf8.Length, .. utf8]);
    }

    private int StartAfter(string token)
    {
        for (int i = 0; i < models.Count; i++)
        {
            if (Token(models[i].Name!).TrimEnd('=') == token.TrimEnd('='))
            {
                return i + 1;
            }
        }

        throw Refusal("page_token", "Invalid page token.");
    }

    private static ApiException Refusal(string field, string description) =>
        ApiException.InvalidArgument(
            "Request contains an invalid argument.",
            new BadRequest { FieldViolations = [new FieldViolation { Field = field, Description = description }] });
}

using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;
using Castor.Server.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary><c>GET models</c> and <c>GET models/{model}</c>.</summary>
internal sealed class OpenAiModelEndpoints(ModelCatalog catalog, OpenAiModels models)
{
    public Task ListAsync(HttpContext context)
    {
        OpenAiDoor door = OpenAiDoor.Of(context);
        return OpenAiAnswer.WriteAsync(
            context, new OpenAiModelList { Data = [.. catalog.Entries.Select(entry => Write(entry, door))], Object = "list" });
    }

    public Task GetAsync(HttpContext context)
    {
        OpenAiDoor door = OpenAiDoor.Of(context);
        // A client writes the slash of models/gemini-x as %2F, which routing leaves as it is.
        string name = Uri.UnescapeDataString(context.GetRouteValue("model")?.ToString() ?? "");
        ModelEntry model = models.TryFind(context, name, ApiMethods.GetModel)
            ?? throw new ApiException(
                ApiStatus.NotFound, $"Model is not found: models/{OpenAiModels.IdOf(door, name)} for api version {door.ApiVersion}");
        return OpenAiAnswer.WriteAsync(context, Write(model, door));
    }

    private static OpenAiModel Write(ModelEntry entry, OpenAiDoor door) => new()
    {
        DisplayName = entry.Model.DisplayName,
        Id = door.IsVertex ? OpenAiModels.Publisher + entry.Id : entry.Model.Name,
        Object = "model",
        OwnedBy = "google",
    };
}

using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Safety;

/// <summary>The operator's classifier: a program behind a URL that rates texts. What it is asked and what it answers is told in docs/safety.md.</summary>
/// <param name="address">Its URL.</param>
/// <param name="time">The clock of its deadline.</param>
/// <param name="logger">Takes what the client is not told.</param>
internal sealed partial class HttpClassifier(Uri address, TimeProvider time, ILogger<HttpClassifier> logger) : IDisposable
{
    /// <summary>How long one rating may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int LargestAnswer = 256 * 1024;

    // No proxy: what people wrote goes where the operator said and nowhere else.
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        MaxResponseContentBufferSize = LargestAnswer,
    };

    /// <summary>Rates a text by a request's thresholds: complete ratings, those that block marked so.</summary>
    /// <param name="subject"><c>PROMPT</c> or <c>ANSWER</c>.</param>
    /// <param name="text">What is rated.</param>
    /// <param name="thresholds">The categories that are asked for, and from what on they block.</param>
    /// <param name="model">The model that is called.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ApiException"><c>UNAVAILABLE</c>: the classifier failed, took too long, or answered what cannot be read; nothing passes unrated.</exception>
    public async ValueTask<IReadOnlyList<SafetyRating>> RateAsync(
        string subject, string text, SafetyThresholds thresholds, string model, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var question = new ReadOnlyMemoryContent(Write(subject, text, thresholds.Categories, model));
            question.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using HttpResponseMessage response = await _http.PostAsync(address, question, linked.Token);
            if (!response.IsSuccessStatusCode)
            {
                throw Failed($"it answered {(int)response.StatusCode}");
            }

            byte[] answer = await response.Content.ReadAsByteArrayAsync(linked.Token);
            IReadOnlyList<SafetyRating> given = WireJson.ReadForeign<PromptFeedback>(answer).SafetyRatings ?? throw Failed("its answer has no safetyRatings");
            return thresholds.Judge(given) ?? throw Failed("a rating has neither a probability of the API nor a probabilityScore");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed($"it took longer than {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException)
        {
            throw Failed(e.Message.TrimEnd('.'));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static ReadOnlyMemory<byte> Write(string subject, string text, IReadOnlyList<HarmCategory> categories, string model)
    {
        var body = new ArrayBufferWriter<byte>(text.Length + 512);
        using var json = new Utf8JsonWriter(body);
        json.WriteStartObject();
        json.WriteString("subject"u8, subject);
        json.WriteString("text"u8, text);
        json.WriteString("model"u8, model);
        json.WriteStartArray("categories"u8);
        foreach (HarmCategory category in categories)
        {
            json.WriteStringValue(category.Value);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private ApiException Failed(string reason)
    {
        Log.Failed(logger, address, reason);
        return new ApiException(ApiStatus.Unavailable, "The safety classifier of this server failed, and nothing passes unrated. Please try again later.");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The safety classifier {Address} failed: {Reason}.")]
        public static partial void Failed(ILogger logger, Uri address, string reason);
    }
}

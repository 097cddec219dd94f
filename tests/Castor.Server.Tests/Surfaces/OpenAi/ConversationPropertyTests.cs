using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.OpenAi;
using Castor.Server.Surfaces.OpenAi;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Server.Tests.Surfaces.OpenAi;

/// <summary>Conversations keep all that they say on the way into the dialect and back.</summary>
public sealed class ConversationPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 19).WithMaxTest(1000);

    private static readonly Gen<string> s_text = Gen.Elements(
        "hi", "two words", "a \"quoted\" \\ line\nand another", "日本語 🌟", "<b>&amp;</b>", "<thought>not one</thought>", "{\"json\": [1]}", " ");

    private static readonly Gen<byte[]> s_bytes = Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf().Where(bytes => bytes.Length > 0);

    private static readonly Gen<JsonElement> s_object = Gen.Elements(
        "{}", """{"a":1}""", """{"city":"Paris","days":[1,2.5,null,true]}""", """{"deep":{"er":{"text":"é\n\"x\""}}}""", """{"result":"fine"}""").Select(text => JsonElement.Parse(text));

    private static readonly Gen<Part> s_userPart = Gen.OneOf(
        s_text.Select(text => new Part { Text = text }),
        from type in Gen.Elements("image/png", "image/jpeg", "application/pdf")
        from bytes in s_bytes
        select new Part { InlineData = new Blob { MimeType = type, Data = bytes } },
        from type in Gen.Elements("audio/wav", "audio/mp3")
        from bytes in s_bytes
        select new Part { InlineData = new Blob { MimeType = type, Data = bytes } });

    private static readonly Gen<ReadOnlyMemory<byte>?> s_signature =
        Gen.OneOf(Gen.Constant<ReadOnlyMemory<byte>?>(null), s_bytes.Select(bytes => (ReadOnlyMemory<byte>?)bytes));

    /// <summary>An exchange: what the user says, what the model answers, and the results of what it called.</summary>
    private static Gen<Content[]> Exchange(int number) =>
        from said in s_userPart.NonEmptyListOf()
        from thought in Gen.OneOf(Gen.Constant<string?>(null), Gen.Elements<string?>("Let me see.", "First\nthen < 3"))
        from text in s_text
        from signature in s_signature
        from calls in Gen.Choose(0, 3)
        from hasText in calls == 0 ? Gen.Constant(true) : Gen.Elements(true, false)
        from arguments in s_object.ArrayOf(calls)
        from results in s_object.ArrayOf(calls)
        from signatures in s_signature.ArrayOf(calls)
        select ToContents(number, [.. said], thought, hasText ? new Part { Text = text, ThoughtSignature = signature } : null, arguments, results, signatures);

    private static readonly Gen<Content[]> s_conversation =
        from count in Gen.Choose(1, 4)
        from contents in Enumerable.Range(0, count).Select(Exchange).Aggregate(
            Gen.Constant<Content[]>([]), (earlier, next) => from before in earlier from after in next select (Content[])[.. before, .. after])
        select contents;

    private static readonly Gen<Content?> s_system = Gen.OneOf(
        Gen.Constant<Content?>(null), s_text.NonEmptyListOf().Select(texts => (Content?)new Content { Parts = [.. texts.Select(text => new Part { Text = text })] }));

    [Fact]
    public void Conversation_IntoTheDialectAndBack_IsTheSame() => Check.One(
        s_config, Prop.ForAll(s_conversation.ToArbitrary(), s_system.ToArbitrary(), (contents, system) =>
        {
            var messages = new JsonArray();
            foreach (Part part in system?.Parts ?? [])
            {
                messages.Add(new JsonObject { ["role"] = "system", ["content"] = part.Text });
            }

            foreach (Content content in contents)
            {
                WriteTo(messages, content);
            }

            var chat = new JsonObject { ["model"] = "gemini-2.5-flash", ["messages"] = messages };
            GenerateContentRequest back = ChatRequestReader.Read(
                OpenAiJson.ReadRequest<ChatCompletionRequest>(Encoding.UTF8.GetBytes(chat.ToJsonString()), "google.ai.generativelanguage.v1beta"),
                ModelCatalog.LoadBuiltIn().Find("gemini-2.5-flash")!,
                OpenAiSurface.Doors[0]);

            Assert.Equal(Json(new GenerateContentRequest { Contents = contents, SystemInstruction = system }), Json(back with { GenerationConfig = null }));
        }));

    private static Content[] ToContents(
        int number, Part[] said, string? thought, Part? text, JsonElement[] arguments, JsonElement[] results, ReadOnlyMemory<byte>?[] signatures)
    {
        Part?[] thoughts = [thought is null ? null : new Part { Text = thought, Thought = true }];
        IEnumerable<Part> calls = arguments.Select((args, i) => new Part
        {
            FunctionCall = new FunctionCall { Name = $"f{i}", Args = args, Id = $"c{number}-{i}" },
            ThoughtSignature = signatures[i],
        });
        Content user = new() { Role = "user", Parts = said };
        Content model = new() { Role = "model", Parts = [.. thoughts.Append(text).OfType<Part>(), .. calls] };
        Content answers = new()
        {
            Role = "user",
            Parts = [.. results.Select((result, i) => new Part { FunctionResponse = new FunctionResponse { Name = $"f{i}", Response = result, Id = $"c{number}-{i}" } })],
        };
        return results.Length == 0 ? [user, model] : [user, model, answers];
    }

    /// <summary>What the model said is written by the door itself; the rest as a client does.</summary>
    private static void WriteTo(JsonArray messages, Content content)
    {
        if (content.Role == "model")
        {
            var style = new ChatStyle { Model = "m", Created = 0, ThoughtTag = "thought" };
            var candidate = new Candidate { Content = content, FinishReason = FinishReason.Stop };
            var body = new System.Buffers.ArrayBufferWriter<byte>();
            OpenAiJson.Write(body, ChatCompletionWriter.Write(new GenerateContentResponse { Candidates = [candidate] }, style));
            messages.Add(JsonNode.Parse(body.WrittenSpan)!["choices"]![0]!["message"]!.DeepClone());
            return;
        }

        foreach (Part part in content.Parts!.Where(part => part.FunctionResponse is not null))
        {
            messages.Add(new JsonObject { ["role"] = "tool", ["tool_call_id"] = part.FunctionResponse!.Id, ["content"] = part.FunctionResponse.Response!.Value.GetRawText() });
        }

        JsonNode[] parts = [.. content.Parts!.Where(part => part.FunctionResponse is null).Select(ToPart)];
        if (parts.Length > 0)
        {
            messages.Add(new JsonObject { ["role"] = "user", ["content"] = new JsonArray(parts) });
        }
    }

    private static JsonNode ToPart(Part part)
    {
        if (part.InlineData is not { } blob)
        {
            return new JsonObject { ["type"] = "text", ["text"] = part.Text };
        }

        string data = Convert.ToBase64String(blob.Data!.Value.Span);
        string uri = $"data:{blob.MimeType};base64,{data}";
        return blob.MimeType!.Split('/') switch
        {
            ["audio", string format] => new JsonObject { ["type"] = "input_audio", ["input_audio"] = new JsonObject { ["data"] = data, ["format"] = format } },
            ["image", _] => new JsonObject { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = uri } },
            _ => new JsonObject { ["type"] = "file", ["file"] = new JsonObject { ["file_data"] = uri } },
        };
    }

    private static string Json(GenerateContentRequest request)
    {
        var body = new System.Buffers.ArrayBufferWriter<byte>();
        WireJson.Write(body, request, JsonStyle.Compact);
        return Encoding.UTF8.GetString(body.WrittenSpan);
    }
}

using System.Reflection;
using Castor.Engines.Emulator.Dialogue;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "Why is the sky blue?")]
    [InlineData("en", "Tell me what hola means")]
    [InlineData("de", "Warum ist der Himmel blau?")]
    [InlineData("fr", "Pourquoi le ciel est-il bleu ?")]
    [InlineData("es", "¿Por qué el cielo es azul?")]
    [InlineData("it", "Perché il cielo è blu?")]
    [InlineData("pt", "Por que o céu é azul? Não sei.")]
    [InlineData("nl", "Waarom is de lucht blauw?")]
    [InlineData("pl", "Dlaczego niebo jest niebieskie?")]
    [InlineData("tr", "Gökyüzü neden mavi?")]
    [InlineData("sv", "Varför är himlen blå?")]
    [InlineData("vi", "Tại sao bầu trời màu xanh?")]
    [InlineData("id", "Mengapa langit berwarna biru?")]
    [InlineData("ja", "空はなぜ青いのですか？")]
    [InlineData("zh", "天空为什么是蓝色的？")]
    [InlineData("ko", "하늘은 왜 파란가요?")]
    [InlineData("ru", "Почему небо голубое?")]
    [InlineData("uk", "Чому небо синє і що це?")]
    [InlineData("ar", "لماذا السماء زرقاء؟")]
    [InlineData("he", "למה השמיים כחולים?")]
    [InlineData("hi", "आसमान नीला क्यों है?")]
    [InlineData("th", "ทำไมท้องฟ้าถึงเป็นสีฟ้า")]
    [InlineData("el", "Γιατί ο ουρανός είναι μπλε;")]
    [InlineData("zh", "请解释 Python 的 asyncio")]
    public async Task Answer_ToPrompt_KeepsItsLanguage(string code, string prompt)
    {
        string opening = Opening(code);

        Assert.StartsWith(opening, await Asking.Text(prompt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ToPromptWithoutLanguage_KeepsThatOfEarlierTurns()
    {
        string text = Asking.TextOf(await Asking.Answer(new GenerateContentRequest
        {
            Contents =
            [
                new Content { Role = "user", Parts = [new Part { Text = "Wie viel ist das?" }] },
                new Content { Role = "model", Parts = [new Part { Text = "42" }] },
                new Content { Role = "user", Parts = [new Part { Text = "43?" }] },
            ],
        }));

        Assert.StartsWith(Opening("de"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void Phrasebooks_OfAllLanguages_HaveTheSameGaps()
    {
        Phrasebook english = Phrasebook.Of(Language.English);
        foreach (Language language in Enum.GetValues<Language>())
        {
            Phrasebook book = Phrasebook.Of(language);
            foreach (PropertyInfo property in typeof(Phrasebook).GetProperties().Where(p => p.PropertyType == typeof(Phrase)))
            {
                Assert.Equal(((Phrase)property.GetValue(english)!).Arity, ((Phrase)property.GetValue(book)!).Arity);
            }

            Assert.True(book.Lines.Count >= 6);
            Assert.All(book.Lines, l => Assert.Equal(0, l.Arity));
        }
    }

    private static string Opening(string code)
    {
        Language language = Enum.GetValues<Language>().Single(l => LanguageCodes.Of(l) == code);
        TextBuffer text = TextBuffer.Rent();
        Phrasebook.Of(language).Intro.Append(text, "gemini-2.5-flash");
        return text.Finish();
    }
}

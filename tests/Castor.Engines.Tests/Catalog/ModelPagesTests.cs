using System.Text;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Tests.Catalog;

public sealed class ModelPagesTests
{
    private static readonly ModelCatalog s_catalog = ModelCatalog.LoadBuiltIn();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(82)]
    [InlineData(83)]
    [InlineData(1000)]
    public void ListPage_FollowedToItsEnd_GivesEveryModelOnceInOrder(int pageSize)
    {
        var names = new List<string>();
        string? token = null;
        do
        {
            ListModelsResponse page = s_catalog.ListPage(pageSize, token);
            Assert.InRange(page.Models!.Count, 1, pageSize);
            names.AddRange(page.Models.Select(m => m.Name!));
            token = page.NextPageToken;
        }
        while (token is not null);

        Assert.Equal(s_catalog.Entries.Select(e => e.Model.Name), names);
    }

    [Theory]
    [InlineData(null, 50)]
    [InlineData(0, 50)]
    [InlineData(10, 10)]
    [InlineData(int.MaxValue, 83)]
    public void ListPage_BySize_HasThatManyOrTheMost(int? size, int expected) =>
        Assert.Equal(expected, s_catalog.ListPage(size).Models!.Count);

    [Fact]
    public void NextPageToken_Always_IsWrittenAsGooglesIs()
    {
        string token = s_catalog.ListPage(1).NextPageToken!;
        Assert.Equal("\n\u0017models/gemini-2.5-flash", Encoding.UTF8.GetString(Convert.FromBase64String(token)));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("CgAA")]
    [InlineData("models/gemini-2.5-flash")]
    public void ListPage_WithAForeignToken_IsRefused(string token)
    {
        ApiException refusal = Assert.Throws<ApiException>(() => s_catalog.ListPage(null, token));
        Assert.Equal((ApiStatus.InvalidArgument, "Request contains an invalid argument."), (refusal.Status, refusal.Message));
    }

    [Fact]
    public void ListPage_WithANegativeSize_IsRefused() => Assert.Throws<ApiException>(() => s_catalog.ListPage(-1));
}

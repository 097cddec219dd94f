using Castor.Inference.Constraints;
using Castor.Inference.Tests.Tokenization;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Tests.Constraints;

public sealed class TokenTrieTests
{
    [Theory]
    [InlineData("gemma4")]
    [InlineData("sentencepiece")]
    public void Build_EveryTokenWithAText_IsAtTheEndOfItsBytes(string model)
    {
        Vocabulary vocabulary = TokenizerFixture.Of(model).Tokenizer.Vocabulary;
        TokenTrie trie = TokenTrie.Build(vocabulary);

        for (int token = 0; token < vocabulary.Count; token++)
        {
            int node = TokenTrie.Root;
            foreach (byte value in vocabulary.BytesOf(token))
            {
                node = trie.Child(node, value);
                Assert.True(node > 0);
            }

            Assert.Equal(!vocabulary.BytesOf(token).IsEmpty, AtNode(trie, node).Contains(token));
        }
    }

    [Fact]
    public void Build_Nodes_HoldEachTokenOnce()
    {
        Vocabulary vocabulary = TokenizerFixture.Gemma4.Tokenizer.Vocabulary;
        TokenTrie trie = TokenTrie.Build(vocabulary);

        int[] tokens = [.. Enumerable.Range(0, trie.NodeCount).SelectMany(node => AtNode(trie, node))];

        Assert.Equal(Enumerable.Range(0, vocabulary.Count).Where(t => !vocabulary.BytesOf(t).IsEmpty), tokens.Order());
    }

    private static List<int> AtNode(TokenTrie trie, int node)
    {
        List<int> tokens = [];
        for (int token = trie.Token(node); token >= 0; token = trie.Next(token))
        {
            tokens.Add(token);
        }

        return tokens;
    }
}

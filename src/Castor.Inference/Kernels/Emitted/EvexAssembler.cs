using System.Buffers.Binary;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>
/// Writes x86-64 machine code: the few instructions of the products, 512-bit ones in EVEX encoding (Intel SDM volume 2, section 2.7). Registers are numbers,
/// vectors 0 to 31 and general ones in the order rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8 to r15. Addresses are a base and a displacement of 32 bits.
/// </summary>
internal sealed class EvexAssembler
{
    private readonly List<byte> _code = [];

    /// <summary>The code so far.</summary>
    public byte[] ToArray() => [.. _code];

    /// <summary>Where the next instruction goes, to jump back to.</summary>
    public int Here => _code.Count;

    /// <summary><c>vmovups target, [base + offset]</c>.</summary>
    public void Load(int target, int baseRegister, int offset) => Memory(map: 1, prefix: 0, 0x10, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vmovups [base + offset], source</c>.</summary>
    public void Store(int source, int baseRegister, int offset) => Memory(map: 1, prefix: 0, 0x11, source, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vpbroadcastd target, [base + offset]</c>.</summary>
    public void Broadcast(int target, int baseRegister, int offset) => Memory(map: 2, prefix: 1, 0x58, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vcvtph2ps target, [base + offset]</c>: 16 f16 numbers.</summary>
    public void LoadHalves(int target, int baseRegister, int offset) => Memory(map: 2, prefix: 1, 0x13, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vpmovzxbd target, [base + offset]</c>: 16 bytes.</summary>
    public void LoadBytes(int target, int baseRegister, int offset) => Memory(map: 2, prefix: 1, 0x31, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vpmovsxbd target, [base + offset]</c>: 16 signed bytes.</summary>
    public void LoadSignedBytes(int target, int baseRegister, int offset) => Memory(map: 2, prefix: 1, 0x21, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vpdpbusd sum, weights, [base + offset]{1to16}</c>: four unsigned bytes of each lane times four signed ones.</summary>
    public void AddByteProducts(int sum, int weights, int baseRegister, int offset) =>
        Memory(map: 2, prefix: 1, 0x50, sum, weights, baseRegister, offset, broadcasts: true);

    /// <summary><c>vpslld target, [base + offset]{1to16}, count</c>.</summary>
    public void ShiftLeftBroadcast(int target, int baseRegister, int offset, int count)
    {
        Memory(map: 1, prefix: 1, 0x72, 6, target, baseRegister, offset, broadcasts: true);
        _code.Add((byte)count);
    }

    /// <summary><c>vpsrad target, [base + offset]{1to16}, count</c>.</summary>
    public void ShiftRightSignedBroadcast(int target, int baseRegister, int offset, int count)
    {
        Memory(map: 1, prefix: 1, 0x72, 4, target, baseRegister, offset, broadcasts: true);
        _code.Add((byte)count);
    }

    /// <summary><c>vpsrad target, source, count</c> on lanes of 32 bits.</summary>
    public void ShiftRightSigned(int target, int source, int count)
    {
        Registers(map: 1, prefix: 1, 0x72, 4, target, source);
        _code.Add((byte)count);
    }

    /// <summary><c>vpsllw</c> where the count is positive, <c>vpsrlw</c> where it is negative, on lanes of 16 bits.</summary>
    public void ShiftWords(int target, int source, int count)
    {
        Registers(map: 1, prefix: 1, 0x71, count >= 0 ? 6 : 2, target, source);
        _code.Add((byte)Math.Abs(count));
    }

    /// <summary><c>vmulps target, a, [base + offset]{1to16}</c>.</summary>
    public void MultiplyBroadcast(int target, int a, int baseRegister, int offset) =>
        Memory(map: 1, prefix: 0, 0x59, target, a, baseRegister, offset, broadcasts: true);

    /// <summary><c>vcvtdq2ps target, [base + offset]{1to16}</c>.</summary>
    public void ToFloatBroadcast(int target, int baseRegister, int offset) =>
        Memory(map: 1, prefix: 0, 0x5B, target, 0, baseRegister, offset, broadcasts: true);

    /// <summary><c>vcvtdq2ps target, [base + offset]</c>.</summary>
    public void LoadToFloat(int target, int baseRegister, int offset) => Memory(map: 1, prefix: 0, 0x5B, target, 0, baseRegister, offset, broadcasts: false);

    /// <summary><c>vcvtdq2ps target, source</c>.</summary>
    public void ToFloat(int target, int source) => Registers(map: 1, prefix: 0, 0x5B, target, 0, source);

    /// <summary><c>vmulps target, a, b</c>.</summary>
    public void Multiply(int target, int a, int b) => Registers(map: 1, prefix: 0, 0x59, target, a, b);

    /// <summary><c>vfmadd231ps sum, a, b</c>.</summary>
    public void AddProduct(int sum, int a, int b) => Registers(map: 2, prefix: 1, 0xB8, sum, a, b);

    /// <summary><c>vfnmadd231ps sum, a, b</c>.</summary>
    public void SubtractProduct(int sum, int a, int b) => Registers(map: 2, prefix: 1, 0xBC, sum, a, b);

    /// <summary><c>vpandd target, a, b</c>.</summary>
    public void And(int target, int a, int b) => Registers(map: 1, prefix: 1, 0xDB, target, a, b);

    /// <summary><c>vpord target, a, b</c>.</summary>
    public void Or(int target, int a, int b) => Registers(map: 1, prefix: 1, 0xEB, target, a, b);

    /// <summary><c>vpxord target, target, target</c>.</summary>
    public void Clear(int target) => Registers(map: 1, prefix: 1, 0xEF, target, target, target);

    /// <summary><c>vpaddd target, a, b</c>.</summary>
    public void AddIntegers(int target, int a, int b) => Registers(map: 1, prefix: 1, 0xFE, target, a, b);

    /// <summary><c>vpsubd target, a, b</c>.</summary>
    public void SubtractIntegers(int target, int a, int b) => Registers(map: 1, prefix: 1, 0xFA, target, a, b);

    /// <summary><c>vpmulld target, a, b</c>.</summary>
    public void MultiplyIntegers(int target, int a, int b) => Registers(map: 2, prefix: 1, 0x40, target, a, b);

    /// <summary><c>prefetcht0 [base + offset]</c>.</summary>
    public void Prefetch(int baseRegister, int offset)
    {
        if (baseRegister > 7)
        {
            _code.Add(0x41);
        }

        _code.AddRange([0x0F, 0x18]);
        Address(1, baseRegister, offset);
    }

    /// <summary><c>mov target, [base + offset]</c> of 64 bits.</summary>
    public void Move(int target, int baseRegister, int offset)
    {
        _code.AddRange([(byte)(0x48 | (target >> 3) << 2 | baseRegister >> 3), 0x8B]);
        Address(target, baseRegister, offset);
    }

    /// <summary><c>mov target, source</c> of 64 bits.</summary>
    public void Move(int target, int source) =>
        _code.AddRange([(byte)(0x48 | (source >> 3) << 2 | target >> 3), 0x89, (byte)(0xC0 | (source & 7) << 3 | target & 7)]);

    /// <summary><c>mov target, value</c>.</summary>
    public void Set(int target, int value)
    {
        _code.AddRange([(byte)(0x48 | target >> 3), 0xC7, (byte)(0xC0 | target & 7)]);
        Immediate(value);
    }

    /// <summary><c>add target, value</c>; the flags tell of zero.</summary>
    public void Add(int target, int value)
    {
        _code.AddRange([(byte)(0x48 | target >> 3), 0x81, (byte)(0xC0 | target & 7)]);
        Immediate(value);
    }

    /// <summary><c>add target, [base + offset]</c>.</summary>
    public void Add(int target, int baseRegister, int offset)
    {
        _code.AddRange([(byte)(0x48 | (target >> 3) << 2 | baseRegister >> 3), 0x03]);
        Address(target, baseRegister, offset);
    }

    /// <summary><c>jnz</c> to earlier code.</summary>
    public void JumpIfNotZero(int target)
    {
        _code.AddRange([0x0F, 0x85]);
        Immediate(target - (_code.Count + 4));
    }

    /// <summary><c>ldtilecfg [base]</c>.</summary>
    public void ConfigureTiles(int baseRegister)
    {
        _code.AddRange([0xC4, (byte)(0xC2 | (baseRegister < 8 ? 0x20 : 0)), 0x78, 0x49]);
        Address(0, baseRegister, 0);
    }

    /// <summary><c>tilerelease</c>.</summary>
    public void ReleaseTiles() => _code.AddRange([0xC4, 0xE2, 0x78, 0x49, 0xC0]);

    /// <summary><c>tileloadd tile, [base + stride + offset]</c>.</summary>
    public void LoadTile(int tile, int baseRegister, int strideRegister, int offset) => TileMemory(0x7B, tile, baseRegister, strideRegister, offset);

    /// <summary><c>tilestored [base + stride + offset], tile</c>.</summary>
    public void StoreTile(int tile, int baseRegister, int strideRegister, int offset) => TileMemory(0x7A, tile, baseRegister, strideRegister, offset);

    /// <summary><c>tdpbf16ps sum, a, b</c>: pairs of bf16 of a's rows times those of b's columns, added up in f32.</summary>
    public void AddTileProducts(int sum, int a, int b) => _code.AddRange([0xC4, 0xE2, (byte)((~b & 15) << 3 | 2), 0x5C, (byte)(0xC0 | sum << 3 | a)]);

    /// <summary><c>vzeroupper</c> and <c>ret</c>.</summary>
    public void Return() => _code.AddRange([0xC5, 0xF8, 0x77, 0xC3]);

    private void Registers(int map, int prefix, byte opcode, int target, int a, int b)
    {
        Prefix(map, prefix, target, a, b & 8, b & 16, broadcasts: false);
        _code.AddRange([opcode, (byte)(0xC0 | (target & 7) << 3 | b & 7)]);
    }

    private void Memory(int map, int prefix, byte opcode, int target, int a, int baseRegister, int offset, bool broadcasts)
    {
        Prefix(map, prefix, target, a, baseRegister & 8, 0, broadcasts);
        _code.Add(opcode);
        Address(target, baseRegister, offset);
    }

    // P0: R X B R' 0 map; P1: W vvvv 1 pp; P2: z L'L b V' aaa. R, X, B, R', vvvv and V' are kept inverted; L'L is 2 for 512 bits.
    private void Prefix(int map, int prefix, int target, int a, int b, int x, bool broadcasts)
    {
        _code.Add(0x62);
        _code.Add((byte)(((target & 8) == 0 ? 0x80 : 0) | (x == 0 ? 0x40 : 0) | (b == 0 ? 0x20 : 0) | ((target & 16) == 0 ? 0x10 : 0) | map));
        _code.Add((byte)((~a & 15) << 3 | 4 | prefix));
        _code.Add((byte)(0x40 | (broadcasts ? 0x10 : 0) | ((a & 16) == 0 ? 8 : 0)));
    }

    // mod 10: base and 32 bits. rsp and r12 would need another byte and are not used.
    private void Address(int register, int baseRegister, int offset)
    {
        if ((baseRegister & 7) == 4)
        {
            throw new ArgumentOutOfRangeException(nameof(baseRegister), baseRegister, "rsp and r12 cannot be a base here.");
        }

        _code.Add((byte)(0x80 | (register & 7) << 3 | baseRegister & 7));
        Immediate(offset);
    }

    // VEX with a base and an index, which is the distance of a tile's rows.
    private void TileMemory(byte prefix, int tile, int baseRegister, int strideRegister, int offset)
    {
        _code.AddRange([0xC4, (byte)(0x82 | (strideRegister < 8 ? 0x40 : 0) | (baseRegister < 8 ? 0x20 : 0)), prefix, 0x4B]);
        _code.AddRange([(byte)(0x84 | tile << 3), (byte)((strideRegister & 7) << 3 | baseRegister & 7)]);
        Immediate(offset);
    }

    private void Immediate(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _code.AddRange(bytes);
    }
}

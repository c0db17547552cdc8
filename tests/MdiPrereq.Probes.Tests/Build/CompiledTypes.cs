using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MdiPrereq.Tests.Build;

/// <summary>
/// Which types of an assembly use which others of it, in signatures, attributes and bodies; and, by its symbols, in which files they stand.
/// </summary>
internal sealed class CompiledTypes : IDisposable
{
    // Symbols name by this the files of a type that has no code (Portable PDB format, TypeDefinitionDocuments).
    private static readonly Guid TypeDefinitionDocuments = new("932E74BC-DBA9-4478-8D46-0F32A7BAB3D3");

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _image;
    private readonly MetadataReader _metadata;
    private readonly MetadataReaderProvider _symbolFile;
    private readonly MetadataReader _symbols;
    private readonly string _root;

    public CompiledTypes(string path)
    {
        _image = new(File.OpenRead(path));
        _metadata = _image.GetMetadataReader();
        _symbolFile = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(path, ".pdb")));
        _symbols = _symbolFile.GetMetadataReader();
        _root = $"/src/{Path.GetFileNameWithoutExtension(path)}/";
    }

    /// <summary>
    /// Outermost types and their files, below the project's folder. What only the compiler made has no file and is left out.
    /// </summary>
    public IEnumerable<(string From, string FromFile, string To, string ToFile)> References()
    {
        var files = _metadata.TypeDefinitions.Select(Outermost).Distinct().ToDictionary(type => type, FileOf);
        foreach (var type in _metadata.TypeDefinitions)
        {
            var from = Outermost(type);
            foreach (var to in UsedBy(type).Select(Outermost).Distinct().Where(to => to != from))
            {
                if (files[from] is { } fromFile && files[to] is { } toFile) yield return (NameOf(from), fromFile, NameOf(to), toFile);
            }
        }
    }

    public void Dispose()
    {
        _symbolFile.Dispose();
        _image.Dispose();
    }

    private string NameOf(TypeDefinitionHandle type) => _metadata.GetString(_metadata.GetTypeDefinition(type).Name);

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (_metadata.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer) type = outer;
        return type;
    }

    private string? FileOf(TypeDefinitionHandle type)
    {
        var nested = _metadata.TypeDefinitions.Where(one => Outermost(one) == type);
        var documents = nested.SelectMany(one => DocumentsOf(one)
            .Concat(_metadata.GetTypeDefinition(one).GetMethods().Select(method => _symbols.GetMethodDebugInformation(method).Document)));
        return documents.Where(one => !one.IsNil).Select(one => _symbols.GetString(_symbols.GetDocument(one).Name))
            .Where(name => name.Contains(_root) && !name.Contains("/obj/"))
            .Select(name => name[(name.IndexOf(_root, StringComparison.Ordinal) + _root.Length)..]).FirstOrDefault();
    }

    private IEnumerable<DocumentHandle> DocumentsOf(TypeDefinitionHandle type)
    {
        foreach (var handle in _symbols.GetCustomDebugInformation(type))
        {
            var information = _symbols.GetCustomDebugInformation(handle);
            if (_symbols.GetGuid(information.Kind) != TypeDefinitionDocuments) continue;
            var blob = _symbols.GetBlobReader(information.Value);
            while (blob.RemainingBytes > 0) yield return MetadataTokens.DocumentHandle(blob.ReadCompressedInteger());
        }
    }

    private HashSet<TypeDefinitionHandle> UsedBy(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var used = new UsedTypes(_metadata);
        used.Add(type.BaseType);
        foreach (var one in type.GetInterfaceImplementations()) used.Add(_metadata.GetInterfaceImplementation(one).Interface);
        foreach (var field in type.GetFields().Select(_metadata.GetFieldDefinition)) field.DecodeSignature(used, null);
        foreach (var property in type.GetProperties().Select(_metadata.GetPropertyDefinition)) property.DecodeSignature(used, null);
        var members = type.GetMethods().Select(one => (EntityHandle)one).Concat(type.GetFields().Select(one => (EntityHandle)one))
            .Concat(type.GetProperties().Select(one => (EntityHandle)one)).Append(handle);
        foreach (var attribute in members.SelectMany(one => _metadata.GetCustomAttributes(one)))
        {
            used.Add(_metadata.GetCustomAttribute(attribute).Constructor);
        }
        var parameters = type.GetGenericParameters().Concat(
            type.GetMethods().SelectMany(one => _metadata.GetMethodDefinition(one).GetGenericParameters()));
        foreach (var constraint in parameters.SelectMany(one => _metadata.GetGenericParameter(one).GetConstraints()))
        {
            used.Add(_metadata.GetGenericParameterConstraint(constraint).Type);
        }

        foreach (var method in type.GetMethods().Select(_metadata.GetMethodDefinition))
        {
            method.DecodeSignature(used, null);
            if (method.RelativeVirtualAddress != 0) AddBody(_image.GetMethodBody(method.RelativeVirtualAddress), used);
        }

        return used.Types;
    }

    private void AddBody(MethodBodyBlock body, UsedTypes used)
    {
        if (!body.LocalSignature.IsNil) _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(used, null);
        foreach (var region in body.ExceptionRegions) used.Add(region.CatchType);
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var operand = Operands[first == 0xFE ? 0xFE00 | code.ReadByte() : first];
            switch (operand)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                    used.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += SizeOf(operand);
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    /// <summary>Gathers the assembly's own types out of handles and signatures.</summary>
    private sealed class UsedTypes(MetadataReader metadata) : ISignatureTypeProvider<bool, object?>
    {
        public HashSet<TypeDefinitionHandle> Types { get; } = [];

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil) return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Types.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Types.Add(metadata.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Types.Add(metadata.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var method = metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(method.Method);
                    method.DecodeSignature(this, null);
                    break;
                default:
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Types.Add(handle);

        public bool GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

        public bool GetArrayType(bool elementType, ArrayShape shape) => false;

        public bool GetByReferenceType(bool elementType) => false;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => false;

        public bool GetGenericMethodParameter(object? genericContext, int index) => false;

        public bool GetGenericTypeParameter(object? genericContext, int index) => false;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        public bool GetPinnedType(bool elementType) => false;

        public bool GetPointerType(bool elementType) => false;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        public bool GetSZArrayType(bool elementType) => false;
    }
}

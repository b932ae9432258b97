/**
 * The parameters of the ten polynomial-basis curves that Ukrainian authorities use.
 *
 * Source: DSTU 4145-2002 annex G, and the order of the Ministry of Justice and the Administration of the
 * State Special Communications Service No. 1236/5/453 of 20.08.2012, which gives them object identifiers.
 * @module
 */

import { Curve } from "./curve.js";

/** @param {...string} digits */
function number(...digits) {
  return BigInt(`0x${digits.join("")}`);
}

/** In the order of the last arc of their identifiers, 1.2.804.2.1.1.1.1.3.1.1.2.{0..9}. */
export const CURVES = [
  new Curve({
    m: 163,
    exponents: [3, 6, 7],
    a: 1,
    b: 0x5ff6108462a2dc8210ab403925e638a19c1455d21n,
    order: 0x400000000000000000002bec12be2262d39bcf14dn,
    base: [0x2e2f85f5dd74ce983a5c4237229daf8a3f35823ben, 0x3826f008a8c51d7b95284d9d03ff0e00ce2cd723an],
    cofactor: 2,
  }),
  new Curve({
    m: 167,
    exponents: [6],
    a: 1,
    b: 0x6ee3ceeb230811759f20518a0930f1a4315a827dacn,
    order: 0x3fffffffffffffffffffffb12ebcc7d7f29ff7701fn,
    base: [0x7a1f6653786a68192803910a3d30b2a2018b21cd54n, 0x5f49eb26781c0ec6b8909156d98ed435e45fd59918n],
    cofactor: 2,
  }),
  new Curve({
    m: 173,
    exponents: [1, 2, 10],
    a: 0,
    b: 0x108576c80499db2fc16eddf6853bbb278f6b6fb437d9n,
    order: 0x800000000000000000000189b4e67606e3825bb2831n,
    base: [0x4d41a619bcc6eadf0448fa22fad567a9181d37389can, 0x10b51cc12849b234c75e6dd2028bf7ff5c1ce0d991a1n],
    cofactor: 4,
  }),
  new Curve({
    m: 179,
    exponents: [1, 2, 4],
    a: 1,
    b: 0x4a6e0856526436f2f88dd07a341e32d04184572beb710n,
    order: 0x3ffffffffffffffffffffffb981960435fe5ab64236efn,
    base: [
      0x6ba06fe51464b2bd26dc57f48819ba9954667022c7d03n,
      0x25fbc363582dcec065080ca8287aaff09788a66dc3a9en,
    ],
    cofactor: 2,
  }),
  new Curve({
    m: 191,
    exponents: [9],
    a: 1,
    b: 0x7bc86e2102902ec4d5890e8b6b4981ff27e0482750fefc03n,
    order: 0x40000000000000000000000069a779cac1dabc6788f7474fn,
    base: [
      0x714114b762f2ff4a7912a6d2ac58b9b5c2fcfe76daeb7129n,
      0x29c41e568b77c617efe5902f11db96fa9613cd8d03db08dan,
    ],
    cofactor: 2,
  }),
  new Curve({
    m: 233,
    exponents: [1, 4, 9],
    a: 1,
    b: 0x6973b15095675534c7cf7e64a21bd54ef5dd3b8a0326aa936ece454d2cn,
    order: 0x1000000000000000000000000000013e974e72f8a6922031d2603cfe0d7n,
    base: [
      0x3fcda526b6cdf83ba1118df35b3c31761d3545f32728d003eeb25efe96n,
      0x9ca8b57a934c54deeda9e54a7bbad95e3b2e91c54d32be0b9df96d8d35n,
    ],
    cofactor: 2,
  }),
  new Curve({
    m: 257,
    exponents: [12],
    a: 0,
    b: 0x1cef494720115657e18f938d7a7942394ff9425c1458c57861f9eea6adbe3be10n,
    order: 0x800000000000000000000000000000006759213af182e987d3e17714907d470dn,
    base: [
      0x2a29ef207d0e9b6c55cd260b306c7e007ac491ca1b10c62334a9e8dcd8d20fb7n,
      0x10686d41ff744d4449fccf6d8eea03102e6812c93a9d60b978b702cf156d814efn,
    ],
    cofactor: 4,
  }),
  new Curve({
    m: 307,
    exponents: [2, 4, 8],
    a: 1,
    b: 0x393c7f7d53666b5054b5e6c6d3de94f4296c0c599e2e2e241050df18b6090bdc90186904968bbn,
    order: 0x3ffffffffffffffffffffffffffffffffffffffc079c2f3825da70d390fbba588d4604022b7b7n,
    base: [
      0x216ee8b189d291a0224984c1e92f1d16bf75ccd825a087a239b276d3167743c52c02d6e7232aan,
      0x5d9306bacd22b7faeb09d2e049c6e2866c5d1677762a8f2f2dc9a11c7f7be8340ab2237c7f2a0n,
    ],
    cofactor: 2,
  }),
  new Curve({
    m: 367,
    exponents: [21],
    a: 1,
    b: 0x43fc8ad242b0b7a6f3d1627ad5654447556b47bf6aa4a64b0c2afe42cadab8f93d92394c79a79755437b56995136n,
    order: 0x40000000000000000000000000000000000000000000009c300b75a3fa824f22428fd28ce8812245ef44049b2d49n,
    base: [
      0x324a6eddd512f08c49a99ae0d3f961197a76413e7be81a400ca681e09639b5fe12e59a109f78bf4a373541b3b9a1n,
      0x1ab597a5b4477f59e39539007c7f977d1a567b92b043a49c6b61984c3fe3481aaf454cd41ba1f051626442b3c10n,
    ],
    cofactor: 2,
  }),
  new Curve({
    m: 431,
    exponents: [1, 3, 5],
    a: 1,
    b: number(
      "3CE10490F6A708FC26DFE8C3D27C4F94E690134D5BFF988D8D28AAEAEDE97593",
      "6C66BAC536B18AE2DC312CA493117DAA469C640CAF3",
    ),
    order: number(
      "3FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFBA31754580",
      "09A8C0A724F02F81AA8A1FCBAF80D90C7A95110504CF",
    ),
    base: [
      number(
        "1A62BA79D98133A16BBAE7ED9A8E03C32E0824D57AEF72F88986874E5AAE49C2",
        "7BED49A2A95058068426C2171E99FD3B43C5947C857D",
      ),
      number(
        "70B5E1E14031C1F70BBEFE96BDDE66F451754B4CA5F48DA241F331AA396B8D18",
        "39A855C1769B1EA14BA53308B5E2723724E090E02DB9",
      ),
    ],
    cofactor: 2,
  }),
];

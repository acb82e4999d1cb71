// What codes, passwords and papers are called in other languages that merchants here write: Russian, Korean, Japanese,
// Vietnamese, Spanish, French. As people write them; the masker folds them as it folds messages.
import type { LabelKind } from "./label-words.ts";

export const FOREIGN_NAMES: readonly (readonly [LabelKind, readonly string[]])[] = [
  [
    "otp",
    [
      ...["код подтверждения", "код из смс", "проверочный код", "код"],
      ...["인증번호", "인증 번호", "인증코드", "확인 코드", "코드"],
      ...["認証コード", "確認コード", "認証番号", "ワンタイムパスワード", "コード"],
      ...["mã xác nhận", "mã xác thực", "mã otp", "ma xac nhan", "ma xac thuc"],
      ...[
        "código de verificación",
        "codigo de seguridad",
        "código",
        "code de vérification",
        "code de confirmation",
      ],
    ],
  ],
  [
    "password",
    [
      ...["пароль", "пинкод", "пин-код", "비밀번호", "비번", "패스워드", "パスワード", "暗証番号"],
      ...["mật khẩu", "mat khau", "contraseña", "clave", "mot de passe", "mdp"],
    ],
  ],
  [
    "permit",
    [
      "паспорт",
      "паспорту",
      "паспорта",
      "여권번호",
      "여권",
      "パスポート",
      "旅券番号",
      "hộ chiếu",
      "ho chieu",
      "pasaporte",
      "passeport",
    ],
  ],
  ["card", ["номер карты", "карта", "카드번호", "카드 번호", "カード番号", "tarjeta", "numéro de carte"]],
  ["mobile", ["телефон", "전화번호", "휴대폰", "電話番号", "số điện thoại", "teléfono", "téléphone"]],
];

import { fine, stops, warns } from './check.js';
import type { Check } from './check.js';
import type { DoctorFacts } from './facts.js';

/** Whether workflows run. */
export function temporalCheck({ temporal }: DoctorFacts): Check {
  if (!temporal.reachable) return stops('temporal', 'Không kết nối được bộ điều phối (Temporal).');
  return temporal.polled
    ? fine('temporal', 'Bộ điều phối hoạt động, có tiến trình xử lý.')
    : stops('temporal', 'Không tiến trình xử lý (worker) nào đang chạy.');
}

/** Whether the relay takes mail. */
export function relayCheck({ relayProblem, relayIsLocal, ledger }: DoctorFacts): Check {
  if (relayProblem !== null) {
    return stops('relay', `Không đăng nhập được máy chủ thư: ${relayProblem}`);
  }
  if (ledger !== null && ledger.relayStanding !== 'open') {
    return stops('relay', `Máy chủ thư đang không nhận thư: ${ledger.relayReason ?? ''}`);
  }
  return fine(
    'relay',
    relayIsLocal ? 'Thư vào hộp thư thử của máy này.' : 'Máy chủ thư cho đăng nhập, nhận thư.',
  );
}

/** Without it mails leave; nobody hears which of them came back. */
export function returnedMailCheck({ returnedMailProblem }: DoctorFacts): Check {
  return returnedMailProblem === null
    ? fine('returnedMail', 'Hộp thư nhận thư trả lại đọc được.')
    : warns(
        'returnedMail',
        `Không đăng nhập được hộp thư nhận thư trả lại: ${returnedMailProblem}`,
      );
}

/** Whether the links in mails lead here. */
export function addressChecks(facts: DoctorFacts): readonly Check[] {
  const { publicUrlProblem, publicUrlAnswers, dns, relayIsLocal } = facts;
  if (publicUrlProblem !== null) return [stops('publicUrl', publicUrlProblem)];
  if (!relayIsLocal && dns !== null && !dns.linkHost) {
    return [stops('publicUrl', 'Tên miền trong đường dẫn gửi các cơ quan không có địa chỉ (DNS).')];
  }
  return [
    publicUrlAnswers === false
      ? warns('publicUrl', 'Từ máy này không mở được địa chỉ công khai (PUBLIC_URL).')
      : fine('publicUrl', 'Địa chỉ công khai dùng được.'),
  ];
}

"""The characters of labels and headings that some pages print in their traditional shape."""

from __future__ import annotations

#: The shape printed, and the one that the forms have.
_PAIRS = (
    "與与 專专 業业 個个 為为 爲为 舉举 於于 從从 眾众 衆众 會会 傳传 體体 單单 佔占 參参 發发 變变 號号 後后 員员 圍围 國国 場场 "
    "處处 備备 復复 複复 覆复 審审 對对 屬属 師师 應应 開开 當当 錄录 録录 徵征 徑径 總总 執执 報报 護护 擇择 據据 數数 無无 時时 "
    "機机 權权 條条 來来 構构 標标 欄栏 檢检 沒没 濟济 點点 熱热 現现 電电 確确 種种 稱称 穩稳 類类 係系 糾纠 納纳 線线 組组 織织 "
    "經经 結结 給给 絡络 絕绝 統统 繼继 續续 維维 編编 繳缴 網网 罰罚 職职 聯联 輿舆 獲获 補补 規规 計计 認认 訓训 議议 訟讼 許许 "
    "設设 訪访 訴诉 話话 詢询 說说 説说 請请 讀读 談谈 負负 責责 購购 費费 轉转 較较 輯辑 過过 進进 郵邮 長长 門门 問问 聞闻 閱阅 "
    "閲阅 隱隐 項项 題题 額额 駁驳 關关 減减 決决 況况 動动 務务 勵励 區区 辦办 別别 製制 歷历 曆历 獎奖 內内 採采 錯错 範范 強强 "
    "萬万 廢废"
)
#: For `str.translate`.
TRADITIONAL = {ord(pair[0]): pair[1] for pair in _PAIRS.split()}

// Where the chat is a sheet over the whole page: on phones, in low windows, and where large type makes a desk as narrow.

/** The same condition as in widget.css; in em, so that a browser's own large type counts. */
export const COVERS_PAGE = matchMedia("(max-width: 40em), (max-height: 30em)");

const MARK = "huanka-chat";

/** Whether this entry of the history stands for the open sheet; Back from another page comes here again. */
export const isSheetEntry = () => history.state === MARK;

/** Lets Back close the sheet instead of leaving the page. */
export function enterSheet(): void {
  if (!isSheetEntry()) history.pushState(MARK, "");
}

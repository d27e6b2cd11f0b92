import { ImportedXmlComponent, Run } from 'docx';

export const REHEARSAL_MARK = 'BẢN CHẠY THỬ';

// Word's own shape type for text along a line; its design command knows, shows and removes it by these names.
const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">' +
  '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>' +
  '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>' +
  '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>' +
  '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>' +
  '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>' +
  '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>';
const SHAPE_STYLE =
  'position:absolute;margin-left:0;margin-top:0;width:460pt;height:70pt;rotation:315;z-index:-251658240;' +
  'mso-position-horizontal:center;mso-position-horizontal-relative:margin;' +
  'mso-position-vertical:center;mso-position-vertical-relative:margin';

/** Each part of a file names them for itself. */
const NAMES =
  'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';

/** The watermark of a rehearsal as the XML of a run; unlike the library's own its shape id is not drawn by chance. */
export function rehearsalPicture(shape: number): string {
  return (
    `<w:pict ${NAMES}>${SHAPE_TYPE}<v:shape id="PowerPlusWaterMarkObject${String(shape)}" type="#_x0000_t136"` +
    ` style="${SHAPE_STYLE}" o:allowincell="f" fillcolor="silver" stroked="f"><v:fill opacity=".5"/>` +
    `<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt" string="${REHEARSAL_MARK}"/>` +
    '</v:shape></w:pict>'
  );
}

/** The same for a header that the library writes. */
export class RehearsalMark extends Run {
  constructor(shape: number) {
    super({});
    this.root.push(ImportedXmlComponent.fromXmlString(rehearsalPicture(shape)));
  }
}

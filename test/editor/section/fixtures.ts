/** What Word puts on the clipboard for a heading, a list of two levels and a table, shortened. */
export const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} @list l0:level1 {mso-level-text:"\\F0B7";} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='margin-top:2.0pt'><span style='font-family:Arial'>Assessment and planning<o:p></o:p></span></h2>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span style='font-family:Arial'>Assessments are <b>timely</b> and
analytical.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>In the <i>north</i> they are quicker.</p>
<p class=MsoListParagraphCxSpLast style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>Plans are <a href="https://www.gov.uk/plans">shared</a><s class=msoDel>, mostly</s>.</p>
<p class=MsoNormal><b>What we still do<o:p></o:p></b></p>
<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Audits</p></td><td><p class=MsoNormal>Monthly</p></td></tr></table>
<script>document.title = 'pasted'</script><img src="x" onerror="document.title = 'pasted'">
<!--EndFragment--></body></html>`;

/** A part of a web page: headings, nested lists, a link that must not be kept, and a citation nobody knows. */
export const fromWeb = `<meta charset='utf-8'><div style="color: red"><h3 onclick="alert(1)">Early help</h3>
<ul><li><p>Families are seen <strong>early</strong></p><ul><li>within five days</li></ul></li>
<li><a href="javascript:alert(1)">Schools refer</a> well</li></ul>
<p>One door<br>for all.</p><span data-citation data-evidence="${'f'.repeat(24)}">x</span></div>`;

# mismatches.jq - ends that speak what is not registered for them, of an inventory.
#
#   jq -r -f mismatches.jq out.jsonl
select(.kind == "mismatch")
| [(.capture | split("/") | last), "frame.number == \(.first_frame)",
   "\(.address) \(.transport) \(.port)", "registered: \(.registered)", "spoken: \(.spoken)"]
| @tsv

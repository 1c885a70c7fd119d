# zeek.jq - announced services as a table for Zeek's input framework, to be joined to conn.log by
# id.resp_h, id.resp_p: Input::add_table([$source="services.tsv", $name="services", ...]).
#
#   jq -n -r -f zeek.jq out.jsonl >services.tsv
["#fields", "resp_h", "resp_p", "service_type", "instance"],
(reduce (inputs | select(.kind == "service" and .port != null and .port > 0)) as $row ({};
    reduce ($row.addresses[]) as $address (.;
        ($row.transports // "tcp") as $transport |
        .["\($address) \($row.port)/\($transport)"] //= [
            $address, "\($row.port)/\($transport)", $row.service_type, $row.instance]))
 | .[])
| @tsv
